import FederationCore
import FoundationEssentials
import TestHomeserver

/// One exchange as a line for people: `→` leads to the answer of this homeserver, `⇒` to that of another.
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
            if request.authorization != .absent || request.isUnsigned {
                signature = "; \(request.authorization)"
            }
            let host = request.host.map { "; Host \($0)" } ?? ""
            words =
                "\(request.method) \(request.target) → \(request.status)\(code)"
                + " in \(Int(request.milliseconds.rounded())) ms\(host)\(signature)"
        case .sent(let request):
            let place = record.peer.isEmpty ? "" : " (\(record.peer))"
            let outcome =
                switch request.outcome {
                case .answered(let status, let code): "\(status)" + (code.map { " \($0)" } ?? "")
                case .failed(let reason): "no answer: \(reason)"
                }
            let signer = request.server.map { "; signed by \($0)" } ?? ""
            let line =
                "\(time) to \(request.destination)\(place) \(request.method) \(request.target)"
                + " ⇒ \(outcome) in \(Int(request.milliseconds.rounded())) ms\(signer)"
            text = line.escapedForTerminal
            return
        case .failed(let failure):
            words = failure.description
        }
        let faults = record.faults.isEmpty ? "" : "; fault \(record.faults.joined(separator: ", "))"
        let name = record.tlsName.map { " for \($0)" } ?? ""
        text = "\(time) \(record.peer)\(name) \(words)\(faults)".escapedForTerminal
    }
}
