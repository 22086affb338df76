/// Why a text is no user ID, room ID, event ID or room alias.
public struct IdentifierError: Error, Hashable, CustomStringConvertible {
    /// What the text should have been.
    public let kind: IdentifierKind
    /// What is wrong with it.
    public let reason: Reason
    /// The text.
    public let text: String

    /// The mistakes that are recognised.
    public enum Reason: Sendable, Hashable {
        /// There is no text.
        case empty
        /// It does not start with the sigil of its kind.
        case wrongSigil
        /// More than 255 bytes.
        case tooLong(Int)
        /// A NUL in the local part.
        case nul
        /// No colon with a server name after it, where the kind must have one.
        case noServerName
        /// What follows the colon is no server name.
        case invalidServerName(ServerNameError)
        /// Neither a server name nor a hash of 43 base64 characters follows the sigil.
        case noHash
    }

    /// An error.
    public init(kind: IdentifierKind, reason: Reason, text: String) {
        self.kind = kind
        self.reason = reason
        self.text = text
    }

    /// Two errors are equal where kind, reason and the bytes of the text are.
    public static func == (left: IdentifierError, right: IdentifierError) -> Bool {
        left.kind == right.kind && left.reason == right.reason
            && ExactText(left.text) == ExactText(right.text)
    }

    /// Feeds kind, reason and the bytes of the text to `hasher`.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(reason)
        hasher.combine(ExactText(text))
    }

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        let name = kind.rawValue
        switch reason {
        case .empty: return "the \(name) is empty"
        case .wrongSigil: return "the \(name) '\(text)' does not start with '\(kind.sigil)'"
        case .tooLong(let count): return "the \(name) has \(count) bytes, and 255 are allowed"
        case .nul: return "the \(name) holds a NUL character"
        case .noServerName:
            return "the \(name) '\(text)' has no server name: expected "
                + "'\(kind.sigil)local:server'"
        case .invalidServerName(let error): return "the \(name) '\(text)': \(error)"
        case .noHash:
            return "the \(name) '\(text)' has neither a server name nor a hash of 43 base64 "
                + "characters"
        }
    }
}
