/// What a virtual server has from its start, as a file describes it.
public struct ServerContent: Sendable, Hashable, Decodable {
    /// Rooms that begin on this server.
    public var rooms: [RoomDescription] = []
    /// Rooms whose events are there already; a file of descriptions has none.
    public var dumps: [RoomDump] = []
    /// Its users.
    public var users: [UserDescription] = []
    /// The files of its content repository.
    public var media: [MediaDescription] = []
    /// A folder whose files are in the content repository too, each by its name.
    public var mediaFolder: String?
    /// What it refuses to sign, where it is a policy server.
    public var policyServer: PolicyServerDescription?

    /// Nothing.
    public init() {}

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case rooms, users, media
        case mediaFolder = "media_folder"
        case policyServer = "policy_server"
    }

    /// Reads a file; every member can be left out, and one that is not known is an error.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        rooms = try members.list(.rooms)
        users = try members.list(.users)
        media = try members.list(.media)
        mediaFolder = try members.decodeIfPresent(String.self, forKey: .mediaFolder)
        policyServer = try members.decodeIfPresent(
            PolicyServerDescription.self, forKey: .policyServer)
    }
}
