/// Why it cannot be told what a server has in a room.
enum RoomViewError: Error, Sendable, Hashable, CustomStringConvertible {
    /// It was asked, and did not say; what it said.
    case refused(operation: String, String)
    /// What it said cannot be read.
    case unreadable(String)

    var description: String {
        switch self {
        case .refused(let operation, let words):
            "asked for '\(operation)', the server says \(words)"
        case .unreadable(let words): words
        }
    }
}
