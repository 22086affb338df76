/// What the search for a mistake came to.
public struct EventMistakeReport: Sendable, Hashable {
    /// In what the mistake was looked for.
    public let subject: EventMistakeSubject
    /// Every row that changes the bytes of this event, in the order of the table; the search for a
    /// single mistake ends with the one that explains the hash or signature.
    public let tried: [Attempt]
    /// How many combinations of two mistakes were tried.
    public let pairCount: Int
    /// What was tried, in bytes.
    public let byteCount: Int
    /// Whether something was left untried because the event is large.
    public let isCutShort: Bool
    /// What explains the hash or signature, where something does.
    public let finding: Finding?

    /// One row that was tried alone.
    public struct Attempt: Sendable, Hashable {
        /// The row.
        public let mistake: EventMistake
        /// Whether the hash or signature is right over the bytes that it leads to.
        public let matches: Bool
    }

    /// What explains the hash or signature.
    public struct Finding: Sendable, Hashable {
        /// The row, or the two rows, that lead to the bytes.
        public let mistakes: [EventMistake]
        /// How the bytes were made, such as `signed with "unsigned" left in`.
        public let explanation: String
        /// The room versions by whose rules the signed bytes are right; empty where there are none.
        public let roomVersions: [RoomVersion]
        /// The bytes that were hashed or signed.
        public let bytes: [UInt8]
        /// Where they part from the bytes that should have been; none where only what came after
        /// differs, such as the spelling of the hash.
        public let difference: ByteDifference?
    }
}
