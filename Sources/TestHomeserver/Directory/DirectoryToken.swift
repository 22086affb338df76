/// Where an answer of the directory stopped, as a text that only the directory reads.
struct DirectoryToken {
    /// How many rooms come before.
    let offset: Int

    private static let prefix = "rooms_"

    /// Before the room of that number.
    init(offset: Int) {
        self.offset = offset
    }

    /// Reads what ``text`` gave; nil for anything else.
    init?(parsing text: String) {
        guard text.utf8.starts(with: Self.prefix.utf8),
            let offset = Int(text.dropFirst(Self.prefix.count)), offset >= 0
        else { return nil }
        self.offset = offset
    }

    /// The token.
    var text: String { "\(Self.prefix)\(offset)" }
}
