/// What a scripted name server does with a question.
public enum ScriptedNameReply: Sendable {
    /// Answers with records; the code is 0 unless it says otherwise.
    case answer([ScriptedRecord], code: UInt8 = 0, authority: [ScriptedRecord] = [])
    /// Answers without records, and says that they did not fit.
    case truncated
    /// Sends these messages, whatever they are.
    case messages([[UInt8]])
    /// Says nothing.
    case silence

    /// NXDOMAIN.
    public static let noSuchName = answer([], code: 3)
    /// No record of the type.
    public static let noData = answer([])
    /// SERVFAIL.
    public static let serverFailure = answer([], code: 2)
    /// REFUSED.
    public static let refused = answer([], code: 5)

    /// The messages that go out.
    func messages(to query: ScriptedNameQuery) -> [[UInt8]] {
        switch self {
        case .answer(let records, let code, let authority):
            [Self.message(query, answers: records, code: code, authority: authority)]
        case .truncated: [Self.message(query, isTruncated: true)]
        case .messages(let messages): messages
        case .silence: []
        }
    }

    /// A message that answers `query`, for scripts that change a byte of it.
    public static func message(
        _ query: ScriptedNameQuery, answers: [ScriptedRecord] = [], code: UInt8 = 0,
        authority: [ScriptedRecord] = [], isTruncated: Bool = false, offersRecursion: Bool = true
    ) -> [UInt8] {
        var bytes = Array(query.bytes.prefix(2))
        bytes.append(isTruncated ? 0x83 : 0x81)
        bytes.append((offersRecursion ? 0x80 : 0) | code)
        for count in [1, answers.count, authority.count, 0] {
            bytes += [UInt8(count >> 8 & 0xFF), UInt8(count & 0xFF)]
        }
        bytes += wireName(query.name) + [UInt8(query.type >> 8), UInt8(query.type & 0xFF), 0, 1]
        for record in answers + authority { bytes += record.bytes }
        return bytes
    }
}
