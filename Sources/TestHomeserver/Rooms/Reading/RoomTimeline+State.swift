import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

extension RoomTimeline {
    /// The current state of a type, without state key where none is given, as it is handed out: redacted where it
    /// was.
    func currentEvent(_ type: String, _ stateKey: String = "") -> Event? {
        currentEvent(StateTuple(type, stateKey))
    }

    /// The same as it came, for what is judged by it; it is handed out to nobody.
    func wholeCurrentEvent(_ type: String, _ stateKey: String = "") -> Event? {
        wholeCurrentEvent(StateTuple(type, stateKey))
    }

    /// The membership of a user, which no redaction takes away; `leave` where there is none.
    func membership(of user: UserID) -> String {
        currentEvent("m.room.member", user.description)?.membership ?? "leave"
    }

    /// The join rule, which no redaction takes away; `invite` where there is none.
    var joinRule: String {
        currentEvent("m.room.join_rules")?.content["join_rule"]?.string ?? "invite"
    }

    /// How many joined users each server has.
    var joinedServers: [ServerName: Int] {
        var joined: [ServerName: Int] = [:]
        for member in members where member.event.membership == "join" {
            joined[member.user.serverName, default: 0] += 1
        }
        return joined
    }

    /// The users with a membership, and the events that say so.
    var members: [(user: UserID, event: Event)] {
        currentStateEvents.compactMap { event in event.member.map { ($0, event) } }
    }

    /// The users of a server with a membership.
    func members(of server: ServerName) -> [UserID] {
        let ending = ":\(server)"
        // Few of a large room are of one server, and only these are read as user IDs.
        return currentStateEvents.filter { $0.stateKey?.hasSuffix(ending) == true }
            .compactMap(\.member).filter { $0.serverName == server }
    }

    /// Whether the access control list admits a server, which it does where there is none.
    ///
    /// The list is no part of authorisation: of one that was redacted, what is left counts, which admits nobody.
    func admits(_ server: ServerName) -> Bool {
        guard let event = currentEvent("m.room.server_acl") else { return true }
        return ServerAccessList(event).allows(server)
    }

    /// What of the current state judges an event: the events as they came, redacted or not.
    func authState(for event: Event) -> AuthState {
        let events = authEventTuples(for: event).compactMap { wholeCurrentEvent($0) }
        return AuthState(events, create: wholeCurrentEvent("m.room.create"))
    }

    /// What the current state says of an event that `signers` will have signed.
    func decision(on event: Event, signedBy signers: Set<ServerName>) -> AuthDecision {
        authorize(event, against: authState(for: event), signedBy: signers)
    }
}
