public import FederationCore
public import RoomEvents

/// Why a fault cannot be made.
public enum CraftingError: Error, Sendable, CustomStringConvertible {
    /// It needs a room, and none is given.
    case needsRoom(fault: String)
    /// It is no fault in that room version.
    case notInVersion(fault: String, RoomVersion)
    /// It needs an event of the room that none of the auth events is.
    case needsOtherEvent(fault: String)
    /// The room makes no event to begin with.
    case noEvent(EventBuildError)
    /// The names of the context make no identifier.
    case noIdentifier(IdentifierError)
    /// The transaction makes no request.
    case noRequest(RequestBuildError)

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .needsRoom(let fault): "the fault '\(fault)' needs a room that the sender is in"
        case .notInVersion(let fault, let version):
            "'\(fault)' is no fault in room version \(version)"
        case .needsOtherEvent(let fault):
            "the fault '\(fault)' needs an event of the room that is none of the auth events"
        case .noEvent(let error): error.description
        case .noIdentifier(let error): error.description
        case .noRequest(let error): error.description
        }
    }
}
