/// What a virtual server refuses to sign as a policy server, as a file describes it.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#policy-servers>
public struct PolicyServerDescription: Sendable, Hashable, Decodable {
    /// Types of events that are refused, such as `m.sticker`.
    public var refusedTypes: [String]
    /// Users whose events are refused, with `*` and `?` as in access control lists.
    public var refusedSenders: [String]
    /// Words that no text of a message may contain, in whatever case.
    public var refusedWords: [String]

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case refusedTypes = "refuse_types"
        case refusedSenders = "refuse_senders"
        case refusedWords = "refuse_words"
    }

    /// A policy; by default everything is signed.
    public init(
        refusedTypes: [String] = [], refusedSenders: [String] = [], refusedWords: [String] = []
    ) {
        self.refusedTypes = refusedTypes
        self.refusedSenders = refusedSenders
        self.refusedWords = refusedWords
    }

    /// Reads the part of a file; every member can be left out.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        refusedTypes = try members.list(.refusedTypes)
        refusedSenders = try members.list(.refusedSenders)
        refusedWords = try members.list(.refusedWords)
    }
}
