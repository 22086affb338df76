/// An answer of a name server, taken apart.
struct DNSMessage: Sendable, Hashable {
    /// What stands before the records.
    var header: DNSMessageHeader
    /// The records of the answer section.
    var answers: [DNSResourceRecord] = []
    /// For how long a "no" may be kept (RFC 2308, 5); none without a start of authority.
    var absenceTimeToLive: UInt32?
    /// Whether the authority section names other servers.
    var namesServers = false
    /// The code of the answer, with the upper bits that EDNS adds.
    var responseCode: UInt16

    /// Reads a whole message; records of other types are skipped, broken ones are errors.
    init(parsing bytes: [UInt8]) throws(DNSMessageError) {
        var reader = DNSMessageReader(bytes)
        header = try DNSMessageHeader(&reader)
        responseCode = UInt16(header.responseCode)
        for _ in 0..<header.answerCount {
            answers.append(try DNSResourceRecord(&reader))
        }
        for _ in 0..<header.authorityCount {
            let record = try DNSResourceRecord(&reader)
            if case .authority(let minimum) = record.data {
                absenceTimeToLive = min(
                    absenceTimeToLive ?? .max, record.usableTimeToLive, minimum)
            }
            namesServers = namesServers || record.type == DNSResourceRecord.ns
        }
        for _ in 0..<header.additionalCount {
            let record = try DNSResourceRecord(&reader)
            guard record.type == DNSResourceRecord.opt else { continue }
            responseCode |= UInt16(record.timeToLive >> 24) << 4
        }
    }
}
