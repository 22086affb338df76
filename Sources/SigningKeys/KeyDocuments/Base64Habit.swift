import FederationCore

/// A way of writing base64 that can be decoded and is not the one of Matrix.
enum Base64Habit: CustomStringConvertible {
    case padded
    case urlSafe
    case leftoverBits

    /// The first habit that `text`, which can be decoded, shows.
    init?(of text: String) {
        do {
            _ = try UnpaddedBase64.decodeStrict(text)
            return nil
        } catch {
            switch error {
            case .padding: self = .padded
            case .trailingBits: self = .leftoverBits
            case .invalidCharacter, .invalidLength: self = .urlSafe
            }
        }
    }

    var description: String {
        switch self {
        case .padded: "padded with '='"
        case .urlSafe: "in the URL-safe alphabet"
        case .leftoverBits: "written with bits at its end that belong to no byte"
        }
    }
}
