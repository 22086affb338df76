public import FederationCore

/// Why a fault cannot be set.
public enum FaultSettingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// No row has that name.
    case unknownFault(String)
    /// The fault has nothing that a value could say.
    case takesNoValue(fault: String, FaultValue)
    /// The value is none of the fault's.
    case wrongValue(fault: String, FaultValue, expected: String)
    /// No row of the endpoint table has that name.
    case unknownEndpoint(String)
    /// The answers of the endpoint have nothing that the fault could be done to.
    case unfitEndpoint(fault: String, String, expected: [String])
    /// The fault strikes connections, which have no endpoint.
    case noRequest(fault: String, endpoint: String)
    /// The fault strikes connections, which say no server name of their own.
    case namedConnection(fault: String, ServerName)
    /// The fault is of the key, which is one for everybody: key documents are asked for by nobody in particular.
    case unnamedQuestion(fault: String)
    /// A number is none that can be.
    case outOfRange(String, String, expected: String)

    /// The error in words.
    public var description: String {
        switch self {
        case .unknownFault(let id):
            "there is no fault '\(id)'; 'fedctl serve --list-faults' lists them"
        case .takesNoValue(let fault, let value):
            "'value': the fault '\(fault)' takes none, found \(value.inWords)"
        case .wrongValue(let fault, let value, let expected):
            "'value': the fault '\(fault)' expects \(expected), found \(value.inWords)"
        case .unknownEndpoint(let name): "'fedctl api' lists no operation '\(name)'"
        case .unfitEndpoint(let fault, let name, let expected):
            "the fault '\(fault)' cannot be done to '\(name)', only to "
                + expected.joined(separator: ", ")
        case .noRequest(let fault, let endpoint):
            "the fault '\(fault)' strikes connections, which have no endpoint '\(endpoint)'"
        case .namedConnection(let fault, let name):
            "the fault '\(fault)' strikes connections: expected an address as peer, found '\(name)'"
        case .unnamedQuestion(let fault):
            "'peer': the fault '\(fault)' is of the key that signs, which is one for everybody"
        case .outOfRange(let name, let number, let expected):
            "'\(name)': expected \(expected), found \(number)"
        }
    }

    /// What can be done about it.
    public var hint: String? {
        switch self {
        case .unknownFault: "the faults: \(Fault.all.map(\.id).joined(separator: ", "))"
        case .unknownEndpoint:
            "the endpoints: \(Endpoint.all.map(\.name).joined(separator: ", "))"
        case .takesNoValue, .wrongValue, .unfitEndpoint, .noRequest, .namedConnection,
            .unnamedQuestion, .outOfRange:
            nil
        }
    }
}
