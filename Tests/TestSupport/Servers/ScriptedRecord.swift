/// A record that a scripted name server answers with.
public struct ScriptedRecord: Sendable, Hashable {
    /// Whom it is about.
    public var owner: String
    /// The number of its type.
    public var type: UInt16
    /// Its time to live.
    public var timeToLive: UInt32
    /// Its data, as it stands in the message.
    public var data: [UInt8]

    /// A record of any type.
    public init(_ owner: String, type: UInt16, timeToLive: UInt32 = 300, data: [UInt8]) {
        self.owner = owner
        self.type = type
        self.timeToLive = timeToLive
        self.data = data
    }

    /// An IPv4 address.
    public static func a(
        _ owner: String, _ bytes: [UInt8], timeToLive: UInt32 = 300
    ) -> ScriptedRecord {
        ScriptedRecord(owner, type: 1, timeToLive: timeToLive, data: bytes)
    }

    /// An IPv6 address.
    public static func aaaa(
        _ owner: String, _ bytes: [UInt8], timeToLive: UInt32 = 300
    ) -> ScriptedRecord {
        ScriptedRecord(owner, type: 28, timeToLive: timeToLive, data: bytes)
    }

    /// An alias.
    public static func cname(
        _ owner: String, _ target: String, timeToLive: UInt32 = 300
    ) -> ScriptedRecord {
        ScriptedRecord(owner, type: 5, timeToLive: timeToLive, data: wireName(target))
    }

    /// A service.
    public static func srv(
        _ owner: String, priority: UInt16 = 10, weight: UInt16 = 0, port: UInt16, _ target: String,
        timeToLive: UInt32 = 300
    ) -> ScriptedRecord {
        ScriptedRecord(
            owner, type: 33, timeToLive: timeToLive,
            data: [priority, weight, port].flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
                + wireName(target))
    }

    /// A start of authority, which says for how long a "no" may be kept.
    public static func soa(_ owner: String, minimum: UInt32 = 60) -> ScriptedRecord {
        let numbers: [UInt32] = [1, 7200, 3600, 86400, minimum]
        return ScriptedRecord(
            owner, type: 6, timeToLive: minimum,
            data: wireName("ns.\(owner)") + wireName("admin.\(owner)")
                + numbers.flatMap { number in (0..<4).map { UInt8(number >> (24 - 8 * $0) & 0xFF) }
                })
    }

    /// The record as it stands in a message.
    var bytes: [UInt8] {
        let lifetime = (0..<4).map { UInt8(timeToLive >> (24 - 8 * $0) & 0xFF) }
        return wireName(owner) + [UInt8(type >> 8), UInt8(type & 0xFF), 0, 1] + lifetime
            + [UInt8(data.count >> 8), UInt8(data.count & 0xFF)] + data
    }
}

/// A name as it stands in a message, without compression.
func wireName(_ name: String) -> [UInt8] {
    name.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
}
