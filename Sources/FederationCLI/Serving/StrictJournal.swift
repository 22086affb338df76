import FederationCore
import Findings
import Synchronization
import TestHomeserver

/// Counts the exchanges that a peer in order does not make.
final class StrictJournal: ExchangeRecording {
    private let unexpected = Mutex<[String]>([])

    /// How many reasons are kept.
    private static let limit = 20

    /// Why the run fails, a line each: the first ones.
    var reasons: [String] { unexpected.withLock { $0 } }

    func record(_ record: ExchangeRecord) {
        guard record.faults.isEmpty, let reason = Self.reason(record) else { return }
        unexpected.withLock { reasons in
            if reasons.count < Self.limit { reasons.append(reason) }
        }
    }

    /// What is wrong with an exchange; none where nothing is.
    private static func reason(_ record: ExchangeRecord) -> String? {
        switch record.event {
        case .sent, .failed(.noRequest): return nil
        case .failed(let failure): return "\(record.peer): \(failure)"
        case .answered(let request):
            let words = "\(request.method) \(request.target)"
            if request.endpoint == nil {
                return request.status == 405
                    ? "\(words): the endpoint takes another method"
                    : "\(words): no endpoint of the table"
            }
            switch request.authorization {
            case .unreadable(let reason), .refused(_, let reason): return "\(words): \(reason)"
            case .absent, .notJudged, .accepted: break
            }
            if let transaction = request.transaction, transaction.verdict == .fail {
                let remarks = transaction.remarks + transaction.edus.flatMap(\.remarks)
                return "\(words): \(remarks.map(\.description).joined(separator: "; "))"
            }
            guard [400, 401, 405, 413].contains(request.status) else { return nil }
            let reason = request.isUnsigned ? ": \(request.authorization)" : ""
            return "\(words): \(request.status) \(request.errorCode ?? "")\(reason)"
        }
    }
}
