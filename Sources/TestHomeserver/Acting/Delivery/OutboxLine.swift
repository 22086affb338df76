import FederationClient
import FederationCore
import MatrixJSON
import RoomEvents
import RoomParticipation

/// What waits for one server, and how the last deliveries to it went.
struct OutboxLine: Sendable {
    /// The events that no transaction has taken up yet, in order.
    var events: [Event] = []
    /// The ephemeral data that no transaction has taken up yet, in order.
    var edus: [JSONObject] = []
    /// How many events and EDUs are in the transaction that is on its way.
    var underway = 0
    /// Whether somebody sends what is here.
    var isServed = false
    /// How many transactions were delivered.
    var delivered = 0
    /// How many events and EDUs were lost: given up, or never taken for want of room.
    var lost = 0
    /// Why the last transaction was given up; none where the last one was delivered.
    var lastError: String?
    /// The events that the server refused lately, and its words.
    var refused: [(eventID: EventID, reason: String)] = []

    /// The most events, and the most EDUs, that wait.
    static let limit = 10_000
    /// The most of ``refused``.
    private static let refusedLimit = 100

    /// Whether nothing waits and nothing is on its way.
    var isIdle: Bool { events.isEmpty && edus.isEmpty && underway == 0 }

    /// Adds an event, unless there are too many.
    mutating func add(_ event: Event) {
        if events.count < Self.limit { events.append(event) } else { lost += 1 }
    }

    /// Adds an EDU, unless there are too many.
    mutating func add(edu: JSONObject) {
        if edus.count < Self.limit { edus.append(edu) } else { lost += 1 }
    }

    /// Takes what fits into a transaction; nothing where nothing waits.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#transactions>
    mutating func takeTransaction() -> (events: [Event], edus: [JSONObject])? {
        let taken = (
            events: Array(events.prefix(Transaction.maximumPDUs)),
            edus: Array(edus.prefix(Transaction.maximumEDUs))
        )
        events.removeFirst(taken.events.count)
        edus.removeFirst(taken.edus.count)
        underway = taken.events.count + taken.edus.count
        isServed = underway > 0
        return isServed ? taken : nil
    }

    /// Takes note of what became of the transaction that was on its way.
    mutating func note(_ outcome: Result<[DeliveredTransaction], TransactionError>) {
        switch outcome {
        case .success(let transactions):
            delivered += transactions.count
            lastError = nil
            for result in transactions.flatMap(\.results) {
                guard case .refused(let reason) = result.outcome else { continue }
                refused.append((result.eventID, reason))
            }
            refused = refused.suffix(Self.refusedLimit)
        case .failure(let error):
            lost += underway
            lastError = "\(error)"
        }
        underway = 0
    }
}
