/// One resource record, with its time to live.
public struct DNSRecord: Sendable, Hashable {
    /// What the record says.
    public var data: Data
    /// For how many seconds it may be kept; none for `/etc/hosts`.
    public var timeToLive: UInt32?

    /// What a record says.
    public enum Data: Sendable, Hashable {
        /// An address (A or AAAA).
        case address(IPAddress)
        /// The name that this name is an alias of.
        case alias(String)
        /// A name server of a zone.
        case nameServer(String)
        /// A service: lower priorities first, weights among equals, and a host with a port.
        case service(priority: UInt16, weight: UInt16, port: UInt16, target: String)
    }

    /// A record.
    public init(_ data: Data, timeToLive: UInt32? = nil) {
        self.data = data
        self.timeToLive = timeToLive
    }
}
