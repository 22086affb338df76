/// Where the signed documents stand in the answers of an endpoint.
struct AnswerShape: Sendable {
    /// The endpoint.
    let endpoint: String
    /// Where the documents are, in order.
    let places: [Place]
    /// Whether the documents are events, and not key documents.
    var areEvents = true
    /// Whether the object is the second member of an array, behind a status.
    var isPair = false
    /// The member that has the state.
    var state: String?
    /// The member that has the auth chain.
    var chain: String?

    /// Where documents are.
    enum Place: Sendable, Hashable {
        /// The answer is one.
        case whole
        /// A member is one.
        case member(String)
        /// A member is a list of them.
        case list(String)
    }

    /// Every endpoint whose answers have signed documents.
    static let all = [
        AnswerShape(endpoint: "server-keys", places: [.whole], areEvents: false),
        AnswerShape(endpoint: "notary-keys", places: [.list("server_keys")], areEvents: false),
        AnswerShape(
            endpoint: "notary-keys-query", places: [.list("server_keys")], areEvents: false),
        AnswerShape(
            endpoint: "send-join", places: join, state: "state", chain: "auth_chain"),
        AnswerShape(
            endpoint: "send-join-v1", places: join, isPair: true, state: "state",
            chain: "auth_chain"),
        AnswerShape(
            endpoint: "state", places: [.list("auth_chain"), .list("pdus")], state: "pdus",
            chain: "auth_chain"),
        AnswerShape(endpoint: "event-auth", places: [.list("auth_chain")], chain: "auth_chain"),
        AnswerShape(endpoint: "event", places: [.list("pdus")]),
        AnswerShape(endpoint: "backfill", places: [.list("pdus")]),
        AnswerShape(endpoint: "missing-events", places: [.list("events")]),
        AnswerShape(endpoint: "invite", places: [.member("event")]),
        AnswerShape(endpoint: "invite-v1", places: [.member("event")], isPair: true),
    ]

    private static let join = [Place.member("event"), .list("auth_chain"), .list("state")]

    /// The shape of the answers of that endpoint.
    static func named(_ endpoint: String) -> AnswerShape? {
        all.first { $0.endpoint == endpoint }
    }

    /// The endpoints whose answers have what `fits` says.
    static func endpoints(where fits: (AnswerShape) -> Bool) -> [String] {
        all.filter(fits).map(\.endpoint)
    }
}
