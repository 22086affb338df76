public import FederationCore
public import RoomEvents

/// A room that grows by one event after another, each put to the checks on receipt.
///
/// It is a value: whoever holds it guards it. The checks are those of ``ReceiptCheck``. What they drop is
/// forgotten, and so is what is undecided because events are missing: both can come again.
///
/// An event that an accepted redaction is for is handed out redacted from then on, whichever of the two came first.
/// What it allows, and the state of the room, are judged by the event as it came: a redacted join is a join.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#checks-performed-on-receipt-of-a-pdu>
public struct RoomTimeline: Sendable {
    /// The version of the room.
    public let version: RoomVersion
    /// The room.
    public let roomID: RoomID
    var run: ReceiptRun
    /// The receipt of every event that is kept.
    var receipts: [Receipt] = []
    /// What was resolved to be read.
    let memory = ResolvedStateMemory()
    /// What redacts what, and what is left of it.
    var redactions = TimelineRedactions()
    /// What came as history.
    private(set) var past: Set<EventID> = []
    /// How many events came, kept or not.
    private var arrivals = 0

    /// A room that begins with `create`.
    ///
    /// - Throws: ``RoomTimelineError`` where that is no create event, or not allowed.
    public init(
        create: Event, keys: EventKeyTable? = nil, limits: ReceiptLimits = ReceiptLimits()
    ) throws(RoomTimelineError) {
        guard create.tuple == .create else {
            throw .notCreate(create.eventID, type: create.type)
        }
        self.init(version: create.version, roomID: create.roomID, limits: limits)
        try begin(with: receive(create, keys: keys), of: create)
    }

    /// A room without events.
    init(version: RoomVersion, roomID: RoomID, limits: ReceiptLimits) {
        self.version = version
        self.roomID = roomID
        run = ReceiptRun(version: version, limits: limits, keepsUndecided: false)
    }

    /// Asks that the event that the room begins with is accepted.
    func begin(with receipt: Receipt, of event: Event) throws(RoomTimelineError) {
        guard receipt.verdict == .accepted else {
            throw .notAccepted(event.eventID, receipt.verdict, receipt.cause)
        }
    }

    /// Checks an event that is still bytes, from step 1 on.
    ///
    /// - Parameters:
    ///   - bytes: The event.
    ///   - keys: The keys to verify signatures with; without them, signatures are not looked at.
    /// - Returns: What became of it.
    @discardableResult
    public mutating func receive(_ bytes: [UInt8], keys: EventKeyTable? = nil) -> Receipt {
        let event: Event
        do {
            event = try Event(parsing: bytes, version: version)
        } catch {
            arrivals += 1
            return Receipt(
                position: arrivals - 1, eventID: nil, verdict: .dropped, step: .format,
                cause: .malformed(error), contentHash: nil, signatures: nil)
        }
        return receive(event, keys: keys)
    }

    /// Checks an event whose form is right, from step 2 on.
    ///
    /// An event that is kept already gets the receipt that it got then, unless it was an outlier: it is
    /// given its place in the history now.
    ///
    /// - Parameters:
    ///   - event: The event, read by the rules of ``version``.
    ///   - keys: The keys to verify signatures with; without them, signatures are not looked at.
    /// - Returns: What became of it.
    @discardableResult
    public mutating func receive(_ event: Event, keys: EventKeyTable? = nil) -> Receipt {
        receive(event, stateBefore: nil, isPast: false, keys: keys)
    }

    /// Checks an event behind a gap in the history, with the state before it as another server gives it.
    ///
    /// Where the events before it are there, the state after these counts, and not the one that is given.
    /// Of that one, what was rejected is left out.
    ///
    /// - Parameters:
    ///   - event: The event, read by the rules of ``version``.
    ///   - stateBefore: The state events, all of which have to be there, if only as outliers.
    ///   - keys: The keys to verify signatures with; without them, signatures are not looked at.
    /// - Returns: What became of it.
    @discardableResult
    public mutating func receive(
        _ event: Event, stateBefore: [EventID], keys: EventKeyTable? = nil
    ) -> Receipt {
        receive(event, stateBefore: stateBefore, isPast: false, keys: keys)
    }

    /// Checks an event that is before what is there, as another server gives it when it is asked for history.
    ///
    /// The current state says nothing of it, so that steps 6 and 7 are left out, and it is never the end of
    /// the room.
    ///
    /// - Parameters:
    ///   - event: The event, read by the rules of ``version``.
    ///   - stateBefore: The state events, which count where the events before it are not there; none where
    ///     they are not known.
    ///   - keys: The keys to verify signatures with; without them, signatures are not looked at.
    /// - Returns: What became of it.
    @discardableResult
    public mutating func receive(
        past event: Event, stateBefore: [EventID]? = nil, keys: EventKeyTable? = nil
    ) -> Receipt {
        receive(event, stateBefore: stateBefore, isPast: true, keys: keys)
    }

    /// Checks an event from step 2 on, as it was told what it is.
    @discardableResult
    mutating func receive(
        _ event: Event, stateBefore: [EventID]?, isPast: Bool, keys: EventKeyTable?
    ) -> Receipt {
        let receipt = take(event, keys: keys) { run, event, signatures in
            var given: SharedMap?
            if let stateBefore, run.states.needsState(before: event) {
                do throws(ReceiptCause) {
                    given = try run.states.state(of: stateBefore)
                } catch {
                    return .undecided(.stateBefore, error)
                }
            }
            return run.receive(
                event, signatures: signatures, stateBefore: given, isPast: isPast)
        }
        if isPast, self.receipt(of: event.eventID) != nil { past.insert(event.eventID) }
        return receipt
    }

    /// Checks an event of an auth chain by its own auth events, and keeps it without a place in the history.
    ///
    /// - Parameters:
    ///   - event: The event, read by the rules of ``version``.
    ///   - keys: The keys to verify signatures with; without them, signatures are not looked at.
    /// - Returns: What became of it.
    @discardableResult
    public mutating func addOutlier(_ event: Event, keys: EventKeyTable? = nil) -> Receipt {
        take(event, keys: keys, asOutlier: true) { run, event, signatures in
            run.receiveOutlier(event, signatures: signatures)
        }
    }

    /// Steps 1 to 3, and what `judge` says of the rest.
    private mutating func take(
        _ event: Event, keys: EventKeyTable?, asOutlier: Bool = false,
        judge: (inout ReceiptRun, Event, [RequiredSignatureVerdict]?) -> ReceiptOutcome
    ) -> Receipt {
        let known = run.index.graph.numbers[event.eventID]
        if let known, asOutlier || !run.states.outliers.contains(known) {
            return receipts[Int(known)]
        }
        var arrival = Arrival(event, keys: keys, position: arrivals)
        arrivals += 1
        if event.roomID != roomID { arrival.drop(.otherRoom(event.roomID, expected: roomID)) }
        guard let whole = arrival.event else { return arrival.receipt }
        // An outlier stays in the form in which it is named by others.
        let event = known.map { run.index.graph.events[Int($0)] } ?? whole
        var receipt = arrival.receipt
        receipt.turn = receipt.position
        run.renewBudget()
        receipt.record(judge(&run, event, receipt.signatures))
        guard let node = run.index.graph.numbers[event.eventID] else { return receipt }
        if node == receipts.count {
            receipts.append(receipt)
        } else if !run.states.outliers.contains(node) {
            receipts[Int(node)] = receipt
        }
        redact(around: event)
        return receipt
    }
}
