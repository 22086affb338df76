/// A text that should be base64, as a server sent it.
///
/// Spec: <https://spec.matrix.org/v1.19/appendices/#unpadded-base64>
public struct SentBase64: Sendable, Hashable {
    /// The text.
    public let text: String
    /// What it decodes to, leniently; none where it is no base64 at all.
    public let bytes: [UInt8]?

    /// Takes a text.
    public init(_ text: String) {
        self.text = text
        // That it cannot be decoded is all that is asked here; whoever wants the reason decodes it.
        bytes = try? UnpaddedBase64.decode(text)
    }

    /// The text as it should have been sent.
    public var expected: String? { bytes.map { UnpaddedBase64.encode($0) } }

    /// A way of writing base64 that can be decoded and is not the one of Matrix; the raw value is in words.
    public enum Habit: String, Sendable, Hashable, CaseIterable {
        /// With `=` at its end.
        case padded = "padded with '='"
        /// With `-` and `_`.
        case urlSafe = "in the URL-safe alphabet"
        /// Its last character says more than it has to.
        case leftoverBits = "written with bits at its end that belong to no byte"
    }

    /// The first such habit that the text shows; none where it shows none, or is no base64.
    public var habit: Habit? {
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
