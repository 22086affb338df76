import FederationCore
import MatrixJSON

/// What is asked of the directory of public rooms.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#public-room-directory>
struct PublicRoomsQuery: Sendable {
    /// The most rooms of an answer; none is no limit.
    var limit: Int?
    /// How many rooms former answers had.
    var offset = 0
    /// What name, topic or alias have to contain.
    var searchTerm: String?
    /// The types of rooms, where none stands for rooms without a type; none at all is any type.
    var roomTypes: [String?]?
    /// Whether rooms of bridges are listed too.
    var includesAllNetworks = false
    /// The one bridge whose rooms are listed.
    var thirdPartyInstanceID: String?

    /// The question that stands in a query.
    init(query call: EndpointCall) throws(Refusal) {
        try self.init(
            limit: call.queryValue("limit").flatMap(Int64.init),
            since: call.queryValue("since"),
            includesAllNetworks: call.queryValue("include_all_networks") == "true",
            thirdPartyInstanceID: call.queryValue("third_party_instance_id"))
    }

    /// The question that stands in a body.
    init(body call: EndpointCall) throws(Refusal) {
        let body = call.body?.root
        try self.init(
            limit: body?["limit"]?.integer, since: body?["since"]?.string,
            includesAllNetworks: body?["include_all_networks"]?.boolean ?? false,
            thirdPartyInstanceID: body?["third_party_instance_id"]?.string)
        // That it is an object was checked with the parameters of the row.
        guard let filter = body?["filter"] else { return }
        if let term = filter["generic_search_term"], !term.isNull {
            guard let text = term.string else {
                throw Refusal(400, "M_BAD_JSON", "'generic_search_term' is no string")
            }
            searchTerm = text
        }
        if let types = filter["room_types"], !types.isNull {
            guard types.kind == .array,
                types.elements.allSatisfy({ $0.isNull || $0.string != nil })
            else {
                throw Refusal(400, "M_BAD_JSON", "'room_types' is no array of strings and nulls")
            }
            roomTypes = types.elements.map(\.string)
        }
    }

    /// A question without a filter.
    init(
        limit: Int64? = nil, since: String? = nil, includesAllNetworks: Bool = false,
        thirdPartyInstanceID: String? = nil
    ) throws(Refusal) {
        guard (limit ?? 0) >= 0 else {
            throw Refusal(400, "M_INVALID_PARAM", "'limit' is less than 0")
        }
        self.limit = limit.flatMap { $0 == 0 ? nil : Int(clamping: $0) }
        if let since, !since.isEmpty {
            guard let token = DirectoryToken(parsing: since) else {
                throw Refusal(400, "M_INVALID_PARAM", "'since' is no token of this server")
            }
            offset = token.offset
        }
        guard !includesAllNetworks || thirdPartyInstanceID == nil else {
            throw Refusal(
                400, "M_INVALID_PARAM",
                "'third_party_instance_id' is one network, and all are asked for")
        }
        self.includesAllNetworks = includesAllNetworks
        self.thirdPartyInstanceID = thirdPartyInstanceID
    }

    /// Whether a room is asked for.
    func asks(for room: RoomSummary) -> Bool {
        if let roomTypes, !roomTypes.contains(where: { Self.isSame($0, room.roomType) }) {
            return false
        }
        if let wanted = thirdPartyInstanceID {
            guard Self.isSame(wanted, room.thirdPartyInstanceID) else { return false }
        } else if !includesAllNetworks, room.thirdPartyInstanceID != nil {
            return false
        }
        guard let term = searchTerm?.lowercased(), !term.isEmpty else { return true }
        return [room.name, room.topic, room.canonicalAlias].contains {
            $0?.lowercased().contains(term) == true
        }
    }

    /// The rooms of `all` that are asked for, as far as they fit into one answer: those with most
    /// members first.
    func page(of all: [RoomSummary]) -> JSONObject {
        let rooms = all.filter(asks).sorted { one, other in
            (other.joinedMembers, one.roomID.description)
                < (one.joinedMembers, other.roomID.description)
        }
        let begin = min(offset, rooms.count)
        let end = limit.map { begin + min($0, rooms.count - begin) } ?? rooms.count
        var answer: JSONObject = [
            "chunk": .array(rooms[begin..<end].map { .object($0.directoryEntry) }),
            "total_room_count_estimate": .integer(Int64(rooms.count)),
        ]
        if end < rooms.count {
            answer["next_batch"] = .string(DirectoryToken(offset: end).text)
        }
        if begin > 0 {
            let former = max(0, begin - (limit ?? begin))
            answer["prev_batch"] = .string(DirectoryToken(offset: former).text)
        }
        return answer
    }

    private static func isSame(_ one: String?, _ other: String?) -> Bool {
        one.map(ExactText.init) == other.map(ExactText.init)
    }
}
