public import RoomEvents

/// The checks on receipt, over a set of events of one room.
///
/// The events may come in any order: they are dealt with in the order given, but each after those that it
/// names in `prev_events` and `auth_events`, and the current state is that of the events dealt with before.
/// Events that nobody has, and what hangs on them, are undecided.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#checks-performed-on-receipt-of-a-pdu>
public struct ReceiptCheck: Sendable {
    /// The version of the room.
    public let version: RoomVersion
    /// The keys to verify signatures with; without them, signatures are not looked at.
    public let keys: EventKeyTable?
    /// What it spends at most.
    public let limits: ReceiptLimits

    /// Checks for a room of that version.
    public init(
        version: RoomVersion, keys: EventKeyTable? = nil, limits: ReceiptLimits = ReceiptLimits()
    ) {
        self.version = version
        self.keys = keys
        self.limits = limits
    }

    /// Checks events that are still bytes.
    ///
    /// - Throws: ``EventGraphError`` where events name each other in a ring.
    public func report(on documents: [[UInt8]]) throws(EventGraphError) -> ReceiptReport {
        try report(
            arrivals: documents.enumerated().map { position, bytes in
                arrival(of: bytes, at: position)
            })
    }

    /// Checks events that were read before, so that their form is right.
    ///
    /// - Throws: ``EventGraphError`` where events name each other in a ring.
    public func report(on events: [Event]) throws(EventGraphError) -> ReceiptReport {
        try report(
            arrivals: events.enumerated().map { position, event in
                arrival(of: event, at: position)
            })
    }

    private func report(arrivals: [Arrival]) throws(EventGraphError) -> ReceiptReport {
        var arrivals = arrivals
        Arrival.keepOneRoom(&arrivals)
        var run = try ReceiptRun(arrivals, check: self)
        return run.report()
    }

    /// Steps 1 to 3 for bytes.
    private func arrival(of bytes: [UInt8], at position: Int) -> Arrival {
        do {
            return arrival(of: try Event(parsing: bytes, version: version), at: position)
        } catch {
            // Step 1: dropped.
            return Arrival(
                receipt: Receipt(
                    position: position, eventID: nil, verdict: .dropped, step: .format,
                    cause: .malformed(error), contentHash: nil, signatures: nil))
        }
    }

    /// Steps 2 and 3.
    private func arrival(of event: Event, at position: Int) -> Arrival {
        let verdict = keys.map { verify(event, keys: $0) }
        let contentHash = verdict?.contentHash ?? event.source.contentHashVerdict
        var receipt = Receipt(
            position: position, eventID: event.eventID, verdict: .undecided,
            contentHash: contentHash, signatures: verdict?.required)
        // Step 2: dropped.
        if let verdict, !verdict.isSigned {
            receipt.verdict = .dropped
            receipt.step = .signatures
            receipt.cause = .unsigned(verdict.required.filter { !$0.isSatisfied })
            return Arrival(receipt: receipt)
        }
        guard !contentHash.matches else { return Arrival(receipt: receipt, event: event) }
        // Step 3: redacted, and gone on with.
        do {
            let redacted = try Event(parsing: event.source.redactedBytes, version: version)
            return Arrival(receipt: receipt, event: redacted)
        } catch {
            receipt.verdict = .dropped
            receipt.step = .contentHash
            receipt.cause = .malformed(error)
            return Arrival(receipt: receipt)
        }
    }
}
