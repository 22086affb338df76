import FederationCore
import FoundationEssentials
import TestHomeserver

/// One exchange as a line for people.
struct JournalLine {
    /// The line; everything that the peer chose is escaped.
    let text: String

    /// Makes the line of `record`.
    init(_ record: ExchangeRecord) {
        let time = record.time.formatted(.iso8601.time(includingFractionalSeconds: true))
        let words: String
        switch record.event {
        case .answered(let request):
            let code = request.errorCode.map { " \($0)" } ?? ""
            var signature = ""
            if case .absent = request.authorization {
                signature = ""
            } else {
                signature = "; \(request.authorization)"
            }
            words =
                "\(request.method) \(request.target) → \(request.status)\(code)"
                + " in \(Int(request.milliseconds.rounded())) ms\(signature)"
        case .failed(let failure):
            words = failure.description
        }
        let name = record.tlsName.map { " for \($0)" } ?? ""
        text = "\(time) \(record.peer)\(name) \(words)".escapedForTerminal
    }
}
