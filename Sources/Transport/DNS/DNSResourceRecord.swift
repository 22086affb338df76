import FederationCore

/// One record of a message.
struct DNSResourceRecord: Sendable, Hashable {
    /// The number of NS.
    static let ns = DNSQuestion.RecordType.ns.number
    /// The number of CNAME.
    static let cname = DNSQuestion.RecordType.cname.number
    /// The number of SOA.
    static let soa: UInt16 = 6
    /// The number of OPT, the pseudo record of EDNS.
    static let opt: UInt16 = 41

    /// Whom the record is about.
    var owner: DNSName
    /// The number of its type.
    var type: UInt16
    /// The number of its class, 1 for the Internet.
    var recordClass: UInt16
    /// The field of the time to live, as it stands there.
    var timeToLive: UInt32
    /// What it says; none for a type that is of no interest here.
    var data: Data?

    /// What a record says.
    enum Data: Sendable, Hashable {
        case address(IPAddress)
        case alias(DNSName)
        case nameServer(DNSName)
        case service(priority: UInt16, weight: UInt16, port: UInt16, target: DNSName)
        /// The start of authority; its last number limits how long a "no" may be kept.
        case authority(minimum: UInt32)
    }

    /// Reads a record, and leaves `reader` behind it.
    init(_ reader: inout DNSMessageReader) throws(DNSMessageError) {
        let start = reader.offset
        owner = try reader.name()
        type = try reader.number16(of: "a record")
        recordClass = try reader.number16(of: "a record")
        timeToLive = try reader.number32(of: "a record")
        let length = Int(try reader.number16(of: "a record"))
        let end = reader.offset + length
        guard recordClass == 1 else {
            _ = try reader.bytes(length, of: "a record")
            return
        }
        switch DNSQuestion.RecordType(number: type) {
        case .a, .aaaa:
            let bytes = try reader.bytes(length, of: "a record")
            guard bytes.count == (type == DNSQuestion.RecordType.a.number ? 4 : 16),
                let address = IPAddress(bytes: bytes)
            else { throw .badData(type: type, at: start) }
            data = .address(address)
        case .cname:
            data = .alias(try reader.name())
        case .ns:
            data = .nameServer(try reader.name())
        case .srv:
            let priority = try reader.number16(of: "a record")
            let weight = try reader.number16(of: "a record")
            let port = try reader.number16(of: "a record")
            data = .service(
                priority: priority, weight: weight, port: port, target: try reader.name())
        case nil where type == Self.soa:
            _ = try reader.name()
            _ = try reader.name()
            _ = try reader.bytes(16, of: "a record")
            data = .authority(minimum: try reader.number32(of: "a record"))
        case nil:
            _ = try reader.bytes(length, of: "a record")
        }
        guard reader.offset == end else { throw .badData(type: type, at: start) }
    }

    /// The seconds for which the record may be kept: a number with the top bit set counts as 0 (RFC 2181, 8).
    var usableTimeToLive: UInt32 { timeToLive > UInt32(Int32.max) ? 0 : timeToLive }
}
