import FederationClient
import FederationCore
import FoundationEssentials
import MatrixJSON
import RoomEvents
import SigningKeys
import Testing

/// What one row of the endpoint table is asked with, and how its answer is read.
struct ReadProof: Sendable {
    /// The row.
    let operation: String
    /// What it is asked with.
    let parameters: @Sendable (ReadScene) throws -> [(String, String)]
    /// The body, where it is given as a whole.
    let body: @Sendable (ReadScene) throws -> RequestBody?
    /// Whether the answer is what it has to be.
    let isRight: @Sendable (HTTPResponse, ReadScene) throws -> Bool

    init(
        _ operation: String,
        _ parameters: @escaping @Sendable (ReadScene) throws -> [(String, String)] = { _ in [] },
        body: @escaping @Sendable (ReadScene) throws -> RequestBody? = { _ in nil },
        isRight: @escaping @Sendable (HTTPResponse, ReadScene) throws -> Bool
    ) {
        self.operation = operation
        self.parameters = parameters
        self.body = body
        self.isRight = isRight
    }

    static let all = servers + rooms + memberships + directory + users + media

    private static let servers = [
        ReadProof("well-known") { answer, _ in
            answer.json["m.server"]?.text == "matrix.one.test:443"
        },
        ReadProof("version") { answer, _ in answer.json["server"]?["name"] == "fedctl" },
        ReadProof("server-keys") { answer, scene in try scene.isKeyDocument(answer.body) },
        ReadProof("notary-keys", { _ in [("serverName", "one.test")] }) { answer, scene in
            try scene.areKeyDocuments(answer)
        },
        ReadProof("notary-keys-query", { _ in [("server_keys", #"{"one.test":{}}"#)] }) {
            answer, scene in try scene.areKeyDocuments(answer)
        },
    ]

    private static let rooms = [
        ReadProof("event-auth", { [("roomId", "\($0.roomID)"), ("eventId", "\($0.last)")] }) {
            try $1.events("auth_chain", of: $0).contains { $0.type == "m.room.power_levels" }
        },
        ReadProof(
            "backfill", { [("roomId", "\($0.roomID)"), ("v", "\($0.last)"), ("limit", "5")] }
        ) { try $1.events("pdus", of: $0).count == 5 },
        ReadProof(
            "missing-events",
            { scene in
                [
                    ("roomId", "\(scene.roomID)"), ("latest_events", #"["\#(scene.last)"]"#),
                    ("earliest_events", #"["\#(scene.first)"]"#), ("limit", "3"),
                ]
            }
        ) { try $1.events("events", of: $0).count == 3 },
        ReadProof("state", { [("roomId", "\($0.roomID)"), ("event_id", "\($0.last)")] }) {
            try $1.events("pdus", of: $0).contains { $0.type == "m.room.create" }
                && !$1.events("auth_chain", of: $0).isEmpty
        },
        ReadProof("state-ids", { [("roomId", "\($0.roomID)"), ("event_id", "\($0.last)")] }) {
            answer, _ in
            try ["pdu_ids", "auth_chain_ids"].allSatisfy { name in
                let ids = try answer.json.list(name).map { try EventID(parsing: $0.text ?? "") }
                return !ids.isEmpty
            }
        },
        ReadProof("event", { [("eventId", "\($0.last)")] }) { answer, scene in
            try scene.events("pdus", of: answer).map(\.eventID) == [scene.last]
        },
        ReadProof(
            "timestamp-to-event",
            { [("roomId", "\($0.roomID)"), ("ts", "0"), ("dir", "f")] }
        ) { answer, scene in answer.json["event_id"]?.text == "\(scene.first)" },
        ReadProof(
            "policy-sign", body: { scene in .bytes(scene.guarded.source.canonicalBytes) }
        ) { answer, _ in
            let signature = answer.json["one.test"]?["ed25519:policy_server"]?.text
            return try UnpaddedBase64.decode(signature ?? "").count == 64
        },
    ]

    private static let memberships = [
        ReadProof("make-join", { $0.membership(of: "@new:stranger.test", ver: true) }) {
            $1.isTemplate($0, "join")
        },
        ReadProof("make-knock", { $0.membership(of: "@new:stranger.test", ver: true, 1) }) {
            $1.isTemplate($0, "knock")
        },
        ReadProof("make-leave", { $0.membership(of: "@bob:stranger.test") }) {
            $1.isTemplate($0, "leave")
        },
    ]

    private static let directory = [
        ReadProof("public-rooms", { _ in [("limit", "2")] }) { answer, _ in
            answer.json.list("chunk").count == 2 && answer.json["next_batch"]?.text != nil
        },
        ReadProof(
            "public-rooms-search", { _ in [("filter", #"{"generic_search_term":"spac"}"#)] }
        ) { answer, _ in answer.json.list("chunk").compactMap { $0["name"]?.text } == ["Space"] },
        ReadProof("hierarchy", { [("roomId", "\($0.bed.rooms.id(2))")] }) { answer, scene in
            answer.json["room"]?["name"] == "Space" && answer.json.list("children").count == 2
        },
        ReadProof("directory", { _ in [("room_alias", "#hall:one.test")] }) { answer, scene in
            answer.json["room_id"]?.text == "\(scene.roomID)"
        },
        ReadProof("query", { _ in [("queryType", "profile"), ("user_id", "@alice:one.test")] }) {
            answer, _ in answer.json["displayname"] == "Alice"
        },
    ]

    private static let users = [
        ReadProof("profile", { _ in [("user_id", "@alice:one.test"), ("field", "displayname")] }) {
            answer, _ in answer.json == ["displayname": "Alice"]
        },
        ReadProof("openid-userinfo", { _ in [("access_token", "open sesame")] }) { answer, _ in
            answer.json == ["sub": "@alice:one.test"]
        },
        ReadProof("user-devices", { _ in [("userId", "@alice:one.test")] }) { answer, _ in
            answer.json.list("devices").compactMap { $0["device_id"]?.text } == ["PHONE"]
        },
        ReadProof("keys-query", { _ in [("device_keys", #"{"@alice:one.test":[]}"#)] }) {
            answer, _ in
            let device = answer.json["device_keys"]?["@alice:one.test"]?["PHONE"]
            return device?.isSigned(by: "@alice:one.test", listedIn: device ?? .null) == true
        },
    ]

    private static let media = [
        ReadProof("media-download", { _ in [("mediaId", "note")] }) { answer, _ in
            try isFile(answer, "text/plain", Array("hi".utf8))
        },
        ReadProof(
            "media-thumbnail", { _ in [("mediaId", "cat"), ("width", "32"), ("height", "32")] }
        ) { answer, _ in try isFile(answer, "image/gif", Array("GIF89a".utf8)) },
    ]

    private static func isFile(
        _ answer: HTTPResponse, _ type: String, _ bytes: [UInt8]
    ) throws -> Bool {
        let answer = try MediaAnswer(answer)
        guard case .file(let content, let found, _) = answer.content else { return false }
        return content == bytes && found == type && answer.metadata == Array("{}".utf8)
    }
}
