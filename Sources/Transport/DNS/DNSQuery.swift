import FederationCore

/// A question as it goes to a name server.
struct DNSQuery: Sendable, Hashable {
    /// The number that the answer has to repeat.
    var id: UInt16
    /// The name.
    var name: DNSName
    /// The type of the records.
    var type: DNSQuestion.RecordType
    /// Whether EDNS0 asks for larger answers over UDP.
    var usesExtension = true

    /// The largest answer over UDP that is asked for: what fits a packet on every network.
    static let largestDatagram: UInt16 = 1232

    /// The message.
    var bytes: [UInt8] {
        var message: [UInt8] = []
        func append(_ numbers: UInt16...) {
            for number in numbers {
                message.append(UInt8(number >> 8))
                message.append(UInt8(number & 0xFF))
            }
        }
        // Recursion is desired; one question, and the pseudo record of EDNS.
        append(id, 0x0100, 1, 0, 0, usesExtension ? 1 : 0)
        message += name.wireBytes
        append(type.number, 1)
        if usesExtension {
            message.append(0)
            append(DNSResourceRecord.opt, Self.largestDatagram, 0, 0, 0)
        }
        return message
    }
}
