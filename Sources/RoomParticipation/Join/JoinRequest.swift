public import FederationCore
public import MatrixJSON
public import RoomEvents

/// What a user of the own server wants: to join a room.
public struct JoinRequest: Sendable {
    /// The room.
    public var roomID: RoomID
    /// The user.
    public var user: UserID
    /// The servers that are asked, in order, until one lets the user in.
    public var residents: [ServerName]
    /// The room versions that are offered.
    public var versions: [RoomVersion]
    /// Whether the state may come without most of the members.
    public var omitsMembers: Bool
    /// What the content of the event has beside the membership, such as `displayname`.
    public var content: JSONObject

    /// A request.
    public init(
        _ roomID: RoomID, as user: UserID, through residents: [ServerName],
        versions: [RoomVersion] = RoomVersion.all, omitsMembers: Bool = false,
        content: JSONObject = [:]
    ) {
        self.roomID = roomID
        self.user = user
        self.residents = residents
        self.versions = versions
        self.omitsMembers = omitsMembers
        self.content = content
    }
}
