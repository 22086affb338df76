import FederationCore
import RoomEvents

/// What the directory and the hierarchy of spaces say about a room.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#get_matrixfederationv1hierarchyroomid>
struct RoomSummary: Sendable {
    /// The room.
    var roomID: RoomID
    /// Its version.
    var version: RoomVersion
    /// How many users are joined.
    var joinedMembers: Int
    /// The rule for joining, such as `public`.
    var joinRule: String
    /// The rooms whose members may join by a restricted rule.
    var allowedRoomIDs: [RoomID] = []
    /// Whether everybody may read it.
    var isWorldReadable = false
    /// Whether guests may join.
    var admitsGuests = false
    /// Its main alias.
    var canonicalAlias: String?
    /// Its name.
    var name: String?
    /// Its topic.
    var topic: String?
    /// The `mxc` address of its picture.
    var avatarURL: String?
    /// The type that its create event gives, such as `m.space`.
    var roomType: String?
    /// The algorithm that it is encrypted with.
    var encryption: String?
    /// The bridge that it belongs to.
    var thirdPartyInstanceID: String?
    /// The current `m.space.child` events of a space, in any order and wrong ones too.
    var children: [Event] = []

    /// The type of a room that holds others.
    static let space = "m.space"
}
