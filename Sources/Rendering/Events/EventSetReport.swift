public import Findings
public import RoomEvents
public import RoomState

/// What a server would make of a set of events.
public struct EventSetReport: Sendable {
    /// What became of each event.
    public let report: ReceiptReport
    /// The version of the room.
    public let version: RoomVersion
    /// Whether keys were there to check signatures with.
    public let checksSignatures: Bool

    /// A report over events of a room of `version`.
    public init(_ report: ReceiptReport, version: RoomVersion, checksSignatures: Bool) {
        self.report = report
        self.version = version
        self.checksSignatures = checksSignatures
    }

    /// A failure where any event fails, a skip where any is undecided or there is none, else the worst of all.
    public var verdict: Verdict {
        let worst = Verdict.worst(of: report.receipts.lazy.map(\.judgement))
        let isOpen = report.receipts.contains { $0.judgement == .skip }
        return worst != .fail && isOpen ? .skip : worst
    }
}

extension Receipt {
    /// The event as a verdict.
    var judgement: Verdict {
        switch verdict {
        case .accepted: isRedacted ? .warn : .pass
        case .undecided: .skip
        case .softFailed, .rejected, .dropped: .fail
        }
    }
}
