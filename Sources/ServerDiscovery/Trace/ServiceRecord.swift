/// One SRV record of a Matrix service.
public struct ServiceRecord: Sendable, Hashable {
    /// The name that was asked for, such as `_matrix-fed._tcp.example.org`.
    public var service: String
    /// Lower priorities are tried first.
    public var priority: UInt16
    /// Among equal priorities, higher weights are chosen more often.
    public var weight: UInt16
    /// The port.
    public var port: UInt16
    /// The host, as it came; `.` says that the service is not offered.
    public var target: String
    /// For how many seconds the record may be kept.
    public var timeToLive: UInt32?

    /// A record.
    public init(
        service: String, priority: UInt16, weight: UInt16, port: UInt16, target: String,
        timeToLive: UInt32? = nil
    ) {
        self.service = service
        self.priority = priority
        self.weight = weight
        self.port = port
        self.target = target
        self.timeToLive = timeToLive
    }

    /// Whether the record stands under `_matrix._tcp`, which v1.8 of the spec deprecated.
    public var isDeprecated: Bool { service.hasPrefix("_matrix._tcp.") }

    /// Whether the record says that the service is not offered.
    public var refusesService: Bool { target == "." || target.isEmpty }
}
