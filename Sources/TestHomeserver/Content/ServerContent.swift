/// What a virtual server has from its start, as a file describes it.
public struct ServerContent: Sendable, Hashable, Decodable {
    /// Rooms that begin on this server.
    public var rooms: [RoomDescription] = []
    /// Rooms whose events are there already; a file of descriptions has none.
    public var dumps: [RoomDump] = []

    /// Nothing.
    public init() {}

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case rooms
    }

    /// Reads a description; a member that is not known is an error.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        rooms = try members.decodeIfPresent([RoomDescription].self, forKey: .rooms) ?? []
    }
}
