/// A question that reached a scripted name server.
public struct ScriptedNameQuery: Sendable, Hashable {
    /// The number that an answer has to repeat.
    public var id: UInt16
    /// The name, in lower case and without the root's dot.
    public var name: String
    /// The number of the type: 1 is A, 5 CNAME, 28 AAAA, 33 SRV.
    public var type: UInt16
    /// Whether it came over TCP.
    public var overTCP: Bool
    /// Whether it has the record of EDNS.
    public var usesExtension: Bool
    /// The port that it came from (UDP only).
    public var sourcePort: UInt16
    /// The whole message.
    public var bytes: [UInt8]

    /// Reads a question; nil where there is none.
    init?(_ bytes: [UInt8], overTCP: Bool, sourcePort: UInt16) {
        guard bytes.count > 16 else { return nil }
        var labels: [String] = []
        var offset = 12
        while offset < bytes.count, bytes[offset] != 0 {
            let end = offset + 1 + Int(bytes[offset])
            guard end < bytes.count else { return nil }
            labels.append(String(decoding: bytes[offset + 1..<end], as: UTF8.self))
            offset = end
        }
        guard offset + 5 <= bytes.count else { return nil }
        id = UInt16(bytes[0]) << 8 | UInt16(bytes[1])
        name = labels.joined(separator: ".").lowercased()
        type = UInt16(bytes[offset + 1]) << 8 | UInt16(bytes[offset + 2])
        usesExtension = bytes[11] > 0
        self.overTCP = overTCP
        self.sourcePort = sourcePort
        self.bytes = bytes
    }
}
