import FederationCore
import Findings
import MatrixJSON
import RoomEvents
import RoomState
import Testing

/// Something wrong in the answer to a join.
struct AnswerLie: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// What finds it, and how bad it is.
    let check: CheckID
    let verdict: Verdict
    /// Whether the room is joined all the same, without what is wrong.
    let isUsable: Bool
    var omitsMembers = false
    var rules: JSONObject = ["join_rule": "public"]
    var authoriser: String?
    var versions = [2, 5, 11, 12]
    let change: @Sendable (inout Stage) throws -> Void

    /// An answer that is changed.
    struct Stage {
        var room: CannedRoom
        var answer: JSONObject
        let sent: Event

        /// Puts an event behind those of a list.
        mutating func add(_ event: JSONValue, to list: String = "state") {
            guard case .array(let events)? = answer[list] else { return }
            answer[list] = .array(events + [event])
        }

        /// Takes an event out of both lists, or puts another one there.
        mutating func replace(_ event: Event, with other: JSONValue? = nil) {
            let old = event.value
            for list in ["state", "auth_chain"] {
                guard case .array(let events)? = answer[list] else { continue }
                answer[list] = .array(events.compactMap { $0 == old ? other : $0 })
            }
        }

        /// A state event of the creator.
        mutating func topic(
            signedBy signer: String? = nil, authEvents: [Event]? = nil, room other: RoomID? = nil
        ) throws -> Event {
            try room.make(
                "m.room.topic", "", by: CannedRoom.creator, ["topic": "lies"], signedBy: signer,
                authEvents: authEvents, room: other)
        }
    }

    init(
        _ words: String, _ check: CheckID, _ verdict: Verdict = .fail, isUsable: Bool = true,
        omitsMembers: Bool = false, versions: [Int] = [2, 5, 11, 12],
        change: @escaping @Sendable (inout Stage) throws -> Void
    ) {
        testDescription = words
        self.check = check
        self.verdict = verdict
        self.isUsable = isUsable
        self.omitsMembers = omitsMembers
        self.versions = versions
        self.change = change
    }

    /// The same in a room where a user of the server has to authorise joins.
    func inRestrictedRoom() -> AnswerLie {
        var lie = self
        lie.rules = [
            "join_rule": "restricted",
            "allow": [["type": "m.room_membership", "room_id": "!other:resident.example"]],
        ]
        lie.authoriser = CannedRoom.creator
        lie.versions = [8, 11, 12]
        return lie
    }

    static let all = events + state + rest
}
