import FederationCore
import Findings
import MatrixJSON
import RoomEvents

/// What goes to a server at once.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#transactions>
struct Transaction {
    let id: String
    let pdus: [Event]
    let body: RequestBody

    /// The most events of a transaction.
    static let maximumPDUs = 50
    /// The most ephemeral data units of a transaction.
    static let maximumEDUs = 100

    init(
        _ id: String, from origin: ServerName, at time: Int64, pdus: [Event], edus: [JSONObject]
    ) {
        self.id = id
        self.pdus = pdus
        var object: JSONObject = [
            "origin": .string("\(origin)"), "origin_server_ts": .integer(time),
            "pdus": .array(pdus.map(\.document.root.value)),
        ]
        if !edus.isEmpty { object["edus"] = .array(edus.map { .object($0) }) }
        body = .json(.object(object))
    }

    /// What becomes of the events by the answer, and what is wrong with that.
    func results(
        _ answer: JSONElement?, _ findings: inout FindingCollector
    ) -> [PDUResult] {
        let map = answer?["pdus"]
        guard let map, map.kind == .object else {
            findings.add(
                .results, .fail, "the answer has no results", expected: "an object in 'pdus'",
                got: map.words)
            return pdus.map { PDUResult(eventID: $0.eventID, outcome: .notMentioned) }
        }
        let results = pdus.map { event in
            PDUResult(eventID: event.eventID, outcome: outcome(map["\(event.eventID)"]))
        }
        for result in results where result.outcome == .notMentioned {
            findings.add(
                .results, .warn, "the answer has no result of \(result.eventID)",
                expected: "{} or an error", got: "nothing")
        }
        let sent = Set(pdus.map { ExactText("\($0.eventID)") })
        for (name, _) in map.members where !sent.contains(ExactText(name)) {
            findings.add(
                .results, .warn, "the answer has a result of what was not sent", got: name)
        }
        return results
    }

    private func outcome(_ result: JSONElement?) -> PDUResult.Outcome {
        guard let result else { return .notMentioned }
        guard let error = result["error"] else {
            return result.kind == .object ? .taken : .refused(result.excerpt)
        }
        return .refused(error.string ?? error.excerpt)
    }
}
