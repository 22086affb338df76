public import FederationClient
public import FederationCore
public import Findings

/// What became of a transaction that was sent, for people and for machines.
public struct TransactionReport: Sendable {
    /// The server.
    public let server: ServerName
    /// The transaction.
    public let transaction: Transaction
    /// The exchange.
    public let exchange: FederationExchange
    /// What the answer says of each event; none where it is no 200.
    public let answer: TransactionAnswer?
    /// What is wrong with an answer of 200 that no homeserver gives; none where nothing is.
    public let flaw: WrongAnswer?
    /// How each event was found later, in the order of the transaction; empty where nobody looked.
    public let found: [FoundEvent]

    /// What became of a transaction.
    public init(
        server: ServerName, _ transaction: Transaction, _ exchange: FederationExchange,
        found: [FoundEvent] = []
    ) {
        self.server = server
        self.transaction = transaction
        self.exchange = exchange
        self.found = found
        flaw = WrongAnswer(exchange.response, to: "send")
        answer =
            exchange.refusal == nil && flaw == nil
            ? TransactionAnswer(exchange.response.body, to: transaction) : nil
    }

    /// What is said of one event.
    struct Row {
        /// The ID of the event, as it is known here, or else as the answer has it.
        var name: String
        /// Whether the ID is known from the answer alone.
        var isNamedByAnswer = false
        /// What the answer says.
        var outcome: PDUResult.Outcome
        /// How it was found later; none where nobody looked.
        var later: FoundEvent?
    }

    /// How many events have an ID that is not known here.
    private var namelessCount: Int { transaction.pdus.count { $0.eventID == nil } }

    /// A row an event; events whose ID is not known come last, under the names that the answer has.
    var rows: [Row] {
        guard let answer else { return [] }
        let later = zip(transaction.pdus.indices, transaction.pdus)
            .filter { $0.1.eventID != nil }
            .map { $0.0 < found.count ? found[$0.0] : nil }
        var rows = zip(answer.results, later).map { result, later in
            Row(name: "\(result.eventID)", outcome: result.outcome, later: later)
        }
        guard namelessCount > 0 else { return rows }
        rows += answer.others.map {
            Row(name: $0.name, isNamedByAnswer: true, outcome: $0.outcome)
        }
        return rows
    }

    /// What is said under names that nothing was sent under.
    var strangers: [TransactionAnswer.OtherResult] {
        namelessCount == 0 ? answer?.others ?? [] : []
    }

    /// How many events the answer does not mention: the server dropped them, or knows them by other IDs.
    var unmentionedCount: Int {
        guard let answer else { return 0 }
        return answer.results.count { $0.outcome == .notMentioned }
            + max(0, namelessCount - answer.others.count)
    }

    /// Whether the server took everything.
    ///
    /// A refusal fails, and so does an event that the answer does not mention, or that was not accepted where
    /// that was looked at. Where it was looked at and cannot be told, nothing is judged.
    public var verdict: Verdict {
        guard let answer, answer.insteadOfResults == nil else { return .fail }
        let outcomes = answer.results.map(\.outcome) + answer.others.map(\.outcome)
        if outcomes.contains(where: \.isRefusal) || unmentionedCount > 0 { return .fail }
        if found.contains(where: { $0.isAccepted == false || $0 == .redacted }) { return .fail }
        return found.contains { $0.isAccepted == nil } ? .skip : .pass
    }
}
