import FederationCore
import FoundationEssentials
import MatrixJSON
import RoomEvents
import SigningKeys
import Testing

/// A homeserver with something to read for every row of the endpoint table that reads.
struct ReadScene {
    let bed: RequestBed

    /// The hall, a room that is knocked at, and a space with both and a space in it.
    private static let rooms = #"""
        {"id":"hall","version":"11","members":["@a:one.test"],"name":"Hall","messages":30,
         "aliases":["#hall:one.test"],"listed":true},
        {"id":"door","version":"11","members":["@a:one.test"],"name":"Door","listed":true,
         "join_rule":"knock"},
        {"id":"space","version":"11","members":["@a:one.test"],"name":"Space","type":"m.space",
         "listed":true,"children":["hall","inner"],"history_visibility":"world_readable"},
        {"id":"inner","version":"12","members":["@a:one.test"],"name":"Inner","type":"m.space",
         "listed":true,"children":["door","space"],"history_visibility":"world_readable"},
        {"id":"attic","version":"12","members":["@a:one.test"],"name":"Attic","listed":true},
        {"id":"guarded","version":"11","members":["@a:one.test","@bob:two.test"],"messages":1,
         "policy":{"via":"one.test"}}
        """#

    private static let more = #"""
        ,"users":[{"name":"alice","displayname":"Alice","openid_tokens":["open sesame"],
          "cross_signing":true,"devices":[{"id":"PHONE"}]}],
        "media":[{"id":"note","type":"text/plain","text":"hi"},
          {"id":"cat","base64":"iVBORw0KGgoB",
           "thumbnails":[{"width":32,"height":32,"base64":"R0lGODlh"}]}],
        "policy_server":{}
        """#

    /// Starts it for `body`, with `@bob:stranger.test` in the hall, and stops it after.
    static func run(body: (ReadScene) async throws -> Void) async throws {
        try await RequestBed.run(rooms, more: more) { bed in
            _ = try await bed.rooms.join()
            try await body(ReadScene(bed: bed))
        }
    }

    var roomID: RoomID { bed.rooms.id() }
    var first: EventID { bed.rooms.events[0].eventID }
    /// The last message.
    var lastEvent: Event {
        bed.rooms.events.last { $0.type == "m.room.message" } ?? bed.rooms.events[0]
    }
    var last: EventID { lastEvent.eventID }

    /// A message of the room that the policy server protects.
    var guarded: Event { bed.rooms.events(5).last { $0.type == "m.room.message" } ?? lastEvent }

    /// What a template is asked for with.
    func membership(of user: String, ver: Bool = false, _ room: Int = 0) -> [(String, String)] {
        [("roomId", "\(bed.rooms.id(room))"), ("userId", user)] + (ver ? [("ver", "11")] : [])
    }

    /// Whether an answer is the template of an event of that membership.
    func isTemplate(_ answer: HTTPResponse, _ membership: String) -> Bool {
        answer.json["room_version"] == "11"
            && answer.json["event"]?["content"]?["membership"]?.text == membership
    }

    /// The events of a list of an answer.
    func events(_ name: String, of answer: HTTPResponse) throws -> [Event] {
        let version = try RoomVersion(parsing: "11")
        let root = try JSONDocument(parsing: answer.body, numbers: .preserving).root
        return try (root[name]?.elements ?? []).map {
            try Event(parsing: Array($0.rawBytes), version: version)
        }
    }

    /// Whether bytes are a key document that verifies.
    func isKeyDocument(_ bytes: [UInt8]) throws -> Bool {
        KeyDocumentReport(judging: bytes, of: try RequestBed.home(), now: TestBed.now).verified
            != nil
    }

    /// Whether the answer of a notary has key documents that verify.
    func areKeyDocuments(_ answer: HTTPResponse) throws -> Bool {
        let root = try JSONDocument(parsing: answer.body).root
        let documents = root["server_keys"]?.elements ?? []
        return try !documents.isEmpty
            && documents.allSatisfy { try isKeyDocument(Array($0.rawBytes)) }
    }
}
