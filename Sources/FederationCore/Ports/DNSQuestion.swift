/// A question to the domain name system.
public struct DNSQuestion: Sendable, Hashable, CustomStringConvertible {
    /// The name, without the root's dot.
    public var name: String
    /// The type of the records.
    public var type: RecordType

    /// The record types that federation needs.
    public enum RecordType: String, Sendable, Hashable, CaseIterable {
        /// IPv4 addresses.
        case a = "A"
        /// IPv6 addresses.
        case aaaa = "AAAA"
        /// Aliases.
        case cname = "CNAME"
        /// The name servers of a zone.
        case ns = "NS"
        /// Services.
        case srv = "SRV"
    }

    /// A question.
    public init(_ name: String, _ type: RecordType) {
        self.name = name
        self.type = type
    }

    /// Type and name, such as `SRV _matrix-fed._tcp.example.org`.
    public var description: String { "\(type.rawValue) \(name)" }
}
