import Findings
import MatrixJSON
import RoomEvents

extension EventAudit {
    /// The state that tells a user who is not in the room what it is: what is unsigned or malformed is left
    /// out.
    ///
    /// Older servers give parts of events, which was right until version 1.16 of the specification.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#knocking-upon-a-room>
    mutating func previewState(_ elements: [JSONElement], named name: String) async -> [Event] {
        // Rooms whose create event names them came with that version.
        severity = version.rules.createEventNamesRoom ? .fail : .warn
        let ids = await read([(name, elements)])
        let events = usable(ids[0])
        let hasCreate = events.contains { $0.isState && $0.type.isExactly("m.room.create") }
        if !hasCreate {
            findings.add(
                .previewCreate, severity, "'\(name)' has no m.room.create that can be used")
        }
        findings.pass([.form, .room, .repeated, .signature, .contentHash, .previewCreate])
        return events.filter(\.isState)
    }
}
