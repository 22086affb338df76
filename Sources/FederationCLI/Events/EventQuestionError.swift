/// Why a line is no question about events.
enum EventQuestionError: Error, CustomStringConvertible {
    /// A member is not there that has to be.
    case missing(String)
    /// A member, or something in it, is no text.
    case notText(String)
    /// A member is no array.
    case notArray(String)
    /// A fork names an event that is not among the events.
    case unknownEvent(String)
    /// A fork names an event that is no state.
    case notState(String)

    /// The error in words.
    var description: String {
        switch self {
        case .missing(let name): "there is no '\(name)'"
        case .notText(let name): "'\(name)' has something else than texts"
        case .notArray(let name): "'\(name)' is no array"
        case .unknownEvent(let id): "the event \(id) is not among the events"
        case .notState(let id): "the event \(id) is no state event"
        }
    }
}
