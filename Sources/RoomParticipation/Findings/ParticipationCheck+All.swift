import Findings

extension ParticipationCheck {
    /// Every check, in the order in which findings come.
    public static let all = template + events + state + answer + fetch

    /// Checks of templates.
    static let template = [
        templateFields, templateReferences, templateDepth, templateAuthoriser, templateExtras,
    ]

    /// Checks of every event that comes.
    static let events = [form, room, repeated, signature, contentHash, authChain, allowed]

    /// Checks of the state of a room.
    static let state = [create, slots, before, ownEvent, ownAuthEvents]

    /// Checks of the rest of an answer.
    static let answer = [resident, echo, omission, heroes, previewCreate, invite]

    /// Checks of what was asked for.
    static let fetch = [asked, limit, results, servers]

    static let templateFields = ParticipationCheck(
        id: "template.fields", title: "the template is what was asked for",
        spec: .serverServer("joining-rooms"), covers: ["J01"],
        fix: "the template must have the room, the user as sender and state_key, and the membership"
    )

    static let templateReferences = ParticipationCheck(
        id: "template.references",
        title: "prev_events and auth_events of the template are well-formed and few enough",
        spec: .serverServer("pdus"), covers: ["J08", "J09"],
        fix: "name 1 to 20 prev_events and at most 10 auth_events, each once")

    static let templateDepth = ParticipationCheck(
        id: "template.depth", title: "the template has a depth that the room version allows",
        spec: .serverServer("pdus"), covers: [],
        fix: "set depth to one more than the largest of prev_events")

    static let templateAuthoriser = ParticipationCheck(
        id: "template.authoriser",
        title: "who authorises the join is a user of the server that made the template",
        spec: .serverServer("restricted-rooms"), covers: ["J22"],
        fix: "set join_authorised_via_users_server to a user of the own server who can invite")

    static let templateExtras = ParticipationCheck(
        id: "template.extras", title: "the template has nothing that the user did not ask for",
        spec: .serverServer("joining-rooms"), covers: [],
        fix: "leave the rest of the content to the server of the user")

    static let form = ParticipationCheck(
        id: "events.form", title: "every event has the form that the room version asks for",
        spec: .serverServer("checks-performed-on-receipt-of-a-pdu"), covers: ["E04", "E05"],
        fix: "drop events of another form when they come, and hand none on")

    static let room = ParticipationCheck(
        id: "events.room", title: "every event is of the room",
        spec: .serverServer("checks-performed-on-receipt-of-a-pdu"), covers: ["E18"],
        fix: "hand out events of the room that was asked for alone")

    static let repeated = ParticipationCheck(
        id: "events.repeated", title: "no two different events have the same ID",
        spec: .serverServer("pdus"), covers: [], fix: "keep one event for an ID")

    static let signature = ParticipationCheck(
        id: "events.signature", title: "everyone signed the events who has to",
        spec: .serverServer("validating-hashes-and-signatures-on-received-events"),
        covers: ["E03", "J11"],
        fix: "drop events without valid signatures when they come, and hand on all signatures")

    static let contentHash = ParticipationCheck(
        id: "events.content-hash", title: "the content hash of every event is right",
        spec: .serverServer("calculating-the-content-hash-for-an-event"), covers: ["E02", "J11"],
        fix: "hand events on as they came; the content of this one was changed, and is not used")

    static let authChain = ParticipationCheck(
        id: "events.auth-chain", title: "every event that an event names in auth_events is there",
        spec: .serverServer("authorization-rules"), covers: ["J12", "S03"],
        fix: "put the complete auth chains in the answer, back to m.room.create")

    static let allowed = ParticipationCheck(
        id: "events.allowed", title: "the authorisation rules allow every event",
        spec: .serverServer("authorization-rules"), covers: ["J12"],
        fix: "reject events that their auth events do not allow, and leave them out of the state")

    static let create = ParticipationCheck(
        id: "state.create", title: "the state has the m.room.create of the room version",
        spec: .serverServer("joining-rooms"), covers: ["J11"],
        fix: "put the whole state of the room in the answer, m.room.create first of all")

    static let slots = ParticipationCheck(
        id: "state.slots", title: "the state has state events alone, each type and state key once",
        spec: .serverServer("joining-rooms"), covers: ["J11"],
        fix: "answer with the resolved state of the room")

    static let before = ParticipationCheck(
        id: "state.before", title: "the state is the one before the event",
        spec: .serverServer("joining-rooms"), covers: ["J11", "S01"],
        fix: "answer with the state without the event that was sent")

    static let ownEvent = ParticipationCheck(
        id: "state.allows-event", title: "the auth events and the state allow the event",
        spec: .serverServer("authorization-rules"), covers: ["J12"],
        fix: "make templates that the state of the room allows")

    static let ownAuthEvents = ParticipationCheck(
        id: "state.auth-events",
        title: "the auth events of the template are those that the state asks for",
        spec: .serverServer("auth-events-selection"), covers: ["J08"],
        fix: "select the auth events of a template from the current state")

    static let resident = ParticipationCheck(
        id: "state.resident", title: "the server has a user in the room",
        spec: .serverServer("joining-rooms"), covers: [],
        fix: "put the whole state of the room in the answer, or say that members were omitted")

    static let echo = ParticipationCheck(
        id: "answer.event", title: "the event comes back, signed by who authorises it",
        spec: .serverServer("restricted-rooms"), covers: ["J13"],
        fix: "sign the join of a restricted room, and put it in the answer as 'event'")

    static let omission = ParticipationCheck(
        id: "answer.members-omitted",
        title: "members are omitted only where that was asked for, with servers_in_room",
        spec: .serverServer("joining-rooms"), covers: ["J14", "J16"],
        fix: "set members_omitted to true, and list the servers in servers_in_room")

    static let heroes = ParticipationCheck(
        id: "answer.heroes", title: "a room without a name comes with members that name it",
        spec: .serverServer("joining-rooms"), covers: ["J15"],
        fix: "put the members in the state that clients name the room after")

    static let previewCreate = ParticipationCheck(
        id: "preview.create", title: "what is told of the room has its m.room.create",
        spec: .serverServer("knocking-upon-a-room"), covers: ["KN3"],
        fix: "tell of the room by whole events, m.room.create among them")

    static let invite = ParticipationCheck(
        id: "invite.event", title: "the invite comes back as it was, signed by the server",
        spec: .serverServer("inviting-to-a-room"), covers: ["I01"],
        fix: "sign the invite, change nothing else, and put it in the answer as 'event'")

    static let asked = ParticipationCheck(
        id: "fetch.asked", title: "the answer has what was asked for, and nothing else",
        spec: .serverServer("backfilling-and-retrieving-missing-events"),
        covers: ["S04", "S05", "S06", "S09"],
        fix: "answer with the events that were asked for, and with those that lead to them")

    static let limit = ParticipationCheck(
        id: "fetch.limit", title: "the answer has at most as many events as were asked for",
        spec: .serverServer("backfilling-and-retrieving-missing-events"), covers: ["S04", "S05"],
        fix: "obey 'limit'")

    static let results = ParticipationCheck(
        id: "transaction.results",
        title: "the answer has a result of every event that was sent, and of no other",
        spec: .serverServer("transactions"), covers: ["X01", "X06"],
        fix: "answer with an object of event IDs in 'pdus', each with {} or an error")

    static let servers = ParticipationCheck(
        id: "directory.servers", title: "the directory names servers through which to join",
        spec: .serverServer("get_matrixfederationv1querydirectory"), covers: [],
        fix: "list the names of the servers in the room, the own one among them")
}
