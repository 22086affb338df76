public import FederationCore
import RoomEvents

extension RoomTimeline {
    /// The event that redacted another one; none where that one stands as it came.
    public func redaction(of id: EventID) -> EventID? { redactions.redaction(of: id) }

    /// The event as it is handed out: what is left of it, where it was redacted.
    func shown(_ node: Int32) -> Event {
        let whole = run.index.graph.events[Int(node)]
        return redactions.left(of: whole.eventID) ?? whole
    }

    /// Has what an event that was just kept redacts be redacted, and the event itself where one that came
    /// before it redacts it.
    ///
    /// The events that the rules and state resolution judge by stay whole, so that who is in the room does not
    /// depend on when a redaction came.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/rooms/v3/#handling-redactions>
    mutating func redact(around event: Event) {
        if let target = event.redacts, event.isRedaction, !isOutlier(event.eventID),
            receipt(of: event.eventID)?.verdict == .accepted
        {
            if let target = whole(target) {
                redact(target, by: event)
            } else {
                redactions.wait(event.eventID, for: target)
            }
        }
        for id in redactions.takeWaiting(for: event.eventID) {
            if let redaction = whole(id) { redact(event, by: redaction) }
        }
    }

    /// Redacts an event, where the sender of the redaction may do that.
    private mutating func redact(_ target: Event, by redaction: Event) {
        guard redactions.redaction(of: target.eventID) == nil, mayApply(redaction, to: target)
        else { return }
        do {
            redactions.apply(
                redaction.eventID,
                leaving: try Event(
                    parsing: target.source.redactedBytes, version: version,
                    limitsReferences: false))
        } catch {
            // What is no event once it is redacted stays as it is.
        }
    }

    /// Whether an accepted redaction is one of an event.
    ///
    /// Without its create event no room can be joined, so that this one stays.
    private func mayApply(_ redaction: Event, to target: Event) -> Bool {
        guard target.tuple != .create else { return false }
        // The authorisation rules of those versions have judged that.
        if version.rules.authorizesRedactions { return true }
        if redaction.sender.serverName == target.sender.serverName { return true }
        let state = [StateTuple.create, .powerLevels].compactMap {
            wholeEvent($0, before: redaction.eventID)
        }
        let judged = AuthCase(
            redaction, state: AuthState(state), authEvents: nil, signers: nil)
        return judged.senderLevel >= judged.level(.redact)
    }
}

extension Event {
    /// Whether it redacts another event.
    fileprivate var isRedaction: Bool {
        !isState && type.utf8.elementsEqual("m.room.redaction".utf8)
    }
}
