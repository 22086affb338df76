import FederationCore
import Findings
import MatrixJSON
import RoomEvents
import RoomState

extension EventAudit {
    /// The state before `own` that usable events make; what cannot be there is told.
    mutating func state(_ ids: [EventID], before own: EventID? = nil) -> [StateTuple: Event] {
        var state: [StateTuple: Event] = [:]
        if let own, ids.contains(own) {
            findings.add(.before, .fail, "the state has the event itself")
        }
        for event in usable(ids) where event.eventID != own {
            guard let stateKey = event.stateKey else {
                findings.add(
                    .slots, .fail, "the state has \(event.type) \(event.eventID), which is no state"
                )
                continue
            }
            let tuple = StateTuple(event.type, stateKey)
            if let other = state[tuple] {
                findings.add(
                    .slots, .fail,
                    "the state has \(event.type) with the state key '\(stateKey)' twice",
                    got: "\(other.eventID) and \(event.eventID)")
                continue
            }
            state[tuple] = event
        }
        checkCreate(of: state)
        return state
    }

    /// The events of `state` in the order of `ids`.
    func inOrder(_ ids: [EventID], of state: [StateTuple: Event]) -> [Event] {
        usable(ids).filter { event in
            event.stateKey.map { state[StateTuple(event.type, $0)]?.eventID == event.eventID }
                ?? false
        }
    }

    private mutating func checkCreate(of state: [StateTuple: Event]) {
        guard let create = state[StateTuple("m.room.create")] else {
            findings.add(.create, .fail, "the state has no m.room.create that can be used")
            return
        }
        let said = create.content["room_version"]
        // Without a room version, it is version 1.
        let isSame =
            said.map { Optional($0).isText(version.identifier) }
            ?? (version == RoomVersion.all[0])
        if !isSame {
            findings.add(
                .create, .fail, "m.room.create is of another room version",
                expected: "\"\(version)\"", got: said.excerpt)
        }
    }
}
