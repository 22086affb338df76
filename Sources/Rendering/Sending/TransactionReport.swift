public import FederationClient
public import FederationCore
public import Findings
public import MatrixJSON

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
        answer =
            exchange.refusal == nil
            ? TransactionAnswer(exchange.response.body, to: transaction) : nil
    }

    /// Whether the server took everything: a refusal, an event that it refused or that is not there later
    /// fails, an event that the answer does not mention is a warning.
    public var verdict: Verdict {
        guard let answer, answer.insteadOfResults == nil || transaction.pdus.isEmpty else {
            return .fail
        }
        let outcomes = answer.results.map(\.outcome)
        let isRefused = outcomes.contains { if case .refused = $0 { true } else { false } }
        if isRefused || found.contains(.unknown) || found.contains(.redacted) { return .fail }
        return outcomes.contains(.notMentioned) ? .warn : .pass
    }

    /// The transaction in a line.
    public var heading: String {
        "\(server), transaction \(transaction.id): \(transaction.pdus.count) PDUs, "
            + "\(transaction.edus.count) EDUs"
    }

    /// What came back, in a line.
    public var lastLine: String {
        let status = HTTPStatusText(exchange.response.status).text
        let refusal = exchange.refusal.map { ": \($0)" } ?? ""
        return "\(verdict.rawValue)  \(status)\(refusal)".escapedForTerminal
    }

    /// The report for people.
    public func text(style: TextStyle) -> String {
        var lines = [heading.escapedForTerminal]
        if let answer, !answer.results.isEmpty {
            var table = Table("EVENT", "RESULT", found.isEmpty ? "" : "LATER")
            var later = found[...]
            for result in answer.results {
                table.addRow([
                    result.eventID.description.escapedForTerminal,
                    result.outcome.words.escapedForTerminal,
                    later.popFirst()?.words.escapedForTerminal ?? "",
                ])
            }
            lines += table.lines
        }
        if let instead = answer?.insteadOfResults, !transaction.pdus.isEmpty {
            lines.append("expected results in 'pdus', found \(instead)")
        }
        for name in answer?.unexpected ?? [] {
            lines.append("a result of what was not sent: \(name)".escapedForTerminal)
        }
        lines.append(
            style.dressed(verdict.rawValue, as: verdict)
                + String(lastLine.dropFirst(verdict.rawValue.count)))
        return lines.map { $0 + "\n" }.joined()
    }

    /// The report for machines, `fedctl.transaction/1`.
    public var json: JSONValue {
        var object: JSONObject = [
            "schema": "fedctl.transaction/1", "server_name": .string("\(server)"),
            "transaction_id": .string(transaction.id),
            "pdu_count": .integer(Int64(transaction.pdus.count)),
            "edu_count": .integer(Int64(transaction.edus.count)),
            "status": .integer(Int64(exchange.response.status)),
            "destination": .string("\(exchange.destination)"),
            "verdict": .string(verdict.rawValue),
        ]
        if let refusal = exchange.refusal {
            object["error"] = ["code": "refused", "message": .string("\(refusal)")]
        }
        var later = found[...]
        object["events"] = .array(
            (answer?.results ?? []).map { result in
                var event: JSONObject = [
                    "event_id": .string("\(result.eventID)"),
                    "result": .string(result.outcome.word),
                ]
                if case .refused(let reason) = result.outcome {
                    event["reason"] = .string(reason)
                }
                if let found = later.popFirst() { event["later"] = .string(found.words) }
                return .object(event)
            })
        return .object(object)
    }
}

extension PDUResult.Outcome {
    /// The outcome in a word, for machines.
    fileprivate var word: String {
        switch self {
        case .taken: "taken"
        case .refused: "refused"
        case .notMentioned: "not-mentioned"
        }
    }
}
