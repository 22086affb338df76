import FederationCore
import MatrixJSON
import RoomEvents

/// Which membership a user of this server is to have in which room.
struct MembershipQuestion: Sendable {
    let roomID: RoomID
    let user: UserID
    /// `join`, `leave` or `knock`.
    let membership: String
    /// What else the user wants in the content, such as `displayname`.
    let content: JSONObject
    /// The room versions that are offered; none where the operation does not take them.
    let versions: [RoomVersion]?
    /// Which operations are used.
    let operations: Operations

    /// The operations that make and take a template.
    struct Operations: Sendable {
        let make: String
        let send: String
        let olderSend: String?

        static let join = Operations(
            make: "make-join", send: "send-join", olderSend: "send-join-v1")
        static let knock = Operations(make: "make-knock", send: "send-knock", olderSend: nil)
        static let leave = Operations(
            make: "make-leave", send: "send-leave", olderSend: "send-leave-v1")

        /// What a room version would have to have for them and has not.
        func missing(_ version: RoomVersion) -> String? {
            make == Self.knock.make && !version.rules.knocking ? "knocking" : nil
        }
    }

    /// What the operation that makes a template takes.
    var makeParameters: [RequestParameter] {
        [RequestParameter("roomId", "\(roomID)"), RequestParameter("userId", "\(user)")]
            + (versions ?? []).map { RequestParameter("ver", $0.identifier) }
    }

    /// What the operation that takes the event takes.
    func sendParameters(of event: Event) -> [RequestParameter] {
        [RequestParameter("roomId", "\(roomID)"), RequestParameter("eventId", "\(event.eventID)")]
    }
}
