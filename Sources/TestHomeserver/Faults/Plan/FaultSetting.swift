public import FederationCore

/// A fault, and what it strikes.
public struct FaultSetting: Sendable {
    /// The row of the fault table.
    public let fault: Fault
    /// Its value: the one that was given, else the usual one of the row.
    public let value: FaultValue?
    /// The endpoints whose answers it strikes; empty strikes those of all.
    public let endpoints: [String]
    /// Whom it strikes; none strikes everybody.
    public let peer: FaultPeer?
    /// The virtual server whose answers it strikes; none strikes those of all.
    public let server: ServerName?
    /// How many times it strikes; none strikes for ever.
    public let count: Int?
    /// How many are let through first.
    public let after: Int
    /// How likely it is that one of the others is struck.
    public let probability: Double

    /// A setting.
    ///
    /// - Throws: ``FaultSettingError`` where the fault cannot be set like this.
    public init(
        _ id: String, value: FaultValue? = nil, endpoints: [String] = [], peer: FaultPeer? = nil,
        server: ServerName? = nil, count: Int? = nil, after: Int = 0, probability: Double = 1
    ) throws(FaultSettingError) {
        guard let fault = Fault.named(id) else { throw .unknownFault(id) }
        if let value {
            guard fault.value.isTaken else { throw .takesNoValue(fault: id, value) }
            guard fault.value.accepts(value) else {
                throw .wrongValue(fault: id, value, expected: fault.value.meaning)
            }
        }
        try Self.check(endpoints, of: fault)
        if fault.kind == .tls, case .server(let name) = peer {
            throw .namedConnection(fault: id, name)
        }
        if fault.standIn != nil, peer != nil { throw .unnamedQuestion(fault: id) }
        if let count, count < 1 { throw .outOfRange("count", "\(count)", expected: "1 or more") }
        guard after >= 0 else { throw .outOfRange("after", "\(after)", expected: "0 or more") }
        guard (0...1).contains(probability) else {
            throw .outOfRange("probability", "\(probability)", expected: "0 to 1")
        }
        self.fault = fault
        self.value = value ?? fault.value.usual
        self.endpoints = endpoints
        self.peer = peer
        self.server = server
        self.count = count
        self.after = after
        self.probability = probability
    }

    private static func check(
        _ endpoints: [String], of fault: Fault
    ) throws(FaultSettingError) {
        for name in endpoints {
            guard fault.kind != .tls else { throw .noRequest(fault: fault.id, endpoint: name) }
            guard Endpoint.named(name) != nil else { throw .unknownEndpoint(name) }
            guard fault.endpoints.isEmpty || fault.endpoints.contains(name) else {
                throw .unfitEndpoint(fault: fault.id, name, expected: fault.endpoints)
            }
        }
    }
}
