public import FederationCore
import RoomEvents

extension RoomTimeline {
    /// The event that redacted another one; none where that one stands as it came.
    public func redaction(of id: EventID) -> EventID? { redactions.applied[id] }

    /// Has what an event that was just kept redacts be redacted, and the event itself where one that came
    /// before it redacts it.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/rooms/v3/#handling-redactions>
    mutating func redact(around event: Event) {
        if let target = event.redacts, event.isRedaction, !isOutlier(event.eventID),
            receipt(of: event.eventID)?.verdict == .accepted
        {
            redactions.note(event.eventID, of: target)
            redact(target, by: event)
        }
        for id in redactions.known(of: event.eventID) {
            if let redaction = self[id] { redact(event.eventID, by: redaction) }
        }
    }

    /// Redacts an event, where it is here and the sender of the redaction may do that.
    private mutating func redact(_ id: EventID, by redaction: Event) {
        guard redactions.applied[id] == nil, let target = self[id], mayApply(redaction, to: target)
        else { return }
        do {
            run.replace(
                try Event(
                    parsing: target.source.redactedBytes, version: version,
                    limitsReferences: false))
            redactions.apply(redaction.eventID, to: id)
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
            event($0, before: redaction.eventID)
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
