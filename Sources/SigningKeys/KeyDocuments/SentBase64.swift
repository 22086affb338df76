import FederationCore

/// A text that should be base64, as a server sent it.
struct SentBase64 {
    /// The text.
    let text: String
    /// What it decodes to, leniently; none where it is no base64 at all.
    let bytes: [UInt8]?

    init(_ text: String) {
        self.text = text
        // That it cannot be decoded is all that the judge needs; the checks of keys say why.
        bytes = try? UnpaddedBase64.decode(text)
    }

    /// The text as it should have been sent.
    var expected: String? { bytes.map { UnpaddedBase64.encode($0) } }

    /// A way of writing base64 that can be decoded and is not the one of Matrix.
    enum Habit: String {
        case padded = "padded with '='"
        case urlSafe = "in the URL-safe alphabet"
        case leftoverBits = "written with bits at its end that belong to no byte"
    }

    /// The first such habit that the text shows; none where it shows none, or is no base64.
    var habit: Habit? {
        guard bytes != nil else { return nil }
        do {
            _ = try UnpaddedBase64.decodeStrict(text)
            return nil
        } catch {
            return switch error {
            case .padding: .padded
            case .trailingBits: .leftoverBits
            case .invalidCharacter, .invalidLength: .urlSafe
            }
        }
    }
}
