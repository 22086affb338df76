import FederationClient
import FederationCore
import Findings

extension FindingCollector {
    /// Judges what was said of the events of a transaction.
    mutating func judge(_ answer: TransactionAnswer) {
        if let found = answer.insteadOfResults {
            add(
                .results, .fail, "the answer has no results", expected: "an object in 'pdus'",
                got: found)
            return
        }
        for result in answer.results where result.outcome == .notMentioned {
            add(
                .results, .warn, "the answer has no result of \(result.eventID)",
                expected: "{} or an error", got: "nothing")
        }
        for name in answer.unexpected {
            add(.results, .warn, "the answer has a result of what was not sent", got: name)
        }
        pass([.results])
    }
}
