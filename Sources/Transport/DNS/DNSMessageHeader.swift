/// The fixed part of a message with its question: enough to tell whether an answer is ours.
struct DNSMessageHeader: Sendable, Hashable {
    /// The number that an answer repeats.
    var id: UInt16
    /// Whether it is an answer.
    var isResponse: Bool
    /// The kind of question, 0 for a plain one.
    var operation: UInt8
    /// Whether records were left out for want of space (TC).
    var isTruncated: Bool
    /// Whether the server asks others for us (RA).
    var offersRecursion: Bool
    /// The lower four bits of the code.
    var responseCode: UInt8
    /// The name that was asked for; none where the question is left out.
    var name: DNSName?
    /// The type that was asked for.
    var type: UInt16 = 0
    /// The class that was asked for.
    var questionClass: UInt16 = 0
    /// How many records the answer section announces.
    var answerCount: UInt16
    /// How many records the authority section announces.
    var authorityCount: UInt16
    /// How many records the additional section announces.
    var additionalCount: UInt16

    /// Reads header and question, and leaves `reader` at the first record.
    init(_ reader: inout DNSMessageReader) throws(DNSMessageError) {
        id = try reader.number16(of: "the header")
        let flags = try reader.number16(of: "the header")
        isResponse = flags & 0x8000 != 0
        operation = UInt8(flags >> 11 & 0xF)
        isTruncated = flags & 0x0200 != 0
        offersRecursion = flags & 0x0080 != 0
        responseCode = UInt8(flags & 0xF)
        let questionCount = try reader.number16(of: "the header")
        answerCount = try reader.number16(of: "the header")
        authorityCount = try reader.number16(of: "the header")
        additionalCount = try reader.number16(of: "the header")
        for _ in 0..<questionCount {
            let name = try reader.name()
            let type = try reader.number16(of: "the question")
            let questionClass = try reader.number16(of: "the question")
            guard self.name == nil else { continue }
            (self.name, self.type, self.questionClass) = (name, type, questionClass)
        }
    }

    /// Whether this heads the answer to `query`.
    ///
    /// Some servers leave the question out of an answer that is an error.
    func answers(_ query: DNSQuery) -> Bool {
        guard isResponse, operation == 0, id == query.id else { return false }
        guard let name else { return responseCode != 0 && responseCode != 3 }
        return name.folded == query.name.folded && type == query.type.number && questionClass == 1
    }
}
