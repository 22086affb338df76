public import FederationCore

/// Why a plan of faults cannot be followed.
public enum FaultPlanError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The setting at that position, from 1, is for a virtual server that there is not.
    case unknownServer(ServerName, position: Int, known: [ServerName])
    /// The setting at that position, from 1, is of TLS, which is not spoken.
    case noTLS(fault: String, position: Int)

    /// The error in words.
    public var description: String {
        switch self {
        case .unknownServer(let name, let position, let known):
            "faults: #\(position): server: expected one of "
                + "\(known.map(\.description).joined(separator: ", ")), found '\(name)'"
        case .noTLS(let fault, let position):
            "faults: #\(position): '\(fault)' is done to TLS, and plain HTTP is spoken"
        }
    }

    /// What can be done about it.
    public var hint: String? {
        switch self {
        case .unknownServer:
            "leave 'server' out to strike the answers of every name; 'peer' is who asks"
        case .noTLS: "leave --plain-http out, or the fault"
        }
    }
}
