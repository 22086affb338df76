import MatrixJSON
import RoomEvents

/// Reads what is to be an event: an object with the numbers of its room version.
///
/// What the object has to hold is not looked at: a hash can be made of anything.
enum EventInput {
    /// The event of `bytes`.
    ///
    /// - Throws: `JSONSyntaxError`, and `EventReport.NotAnEvent` where the JSON is no object.
    static func document(_ bytes: [UInt8], _ version: RoomVersion) throws -> EventDocument {
        let document = try JSONDocument(parsing: bytes, numbers: version.rules.numbers)
        guard document.root.kind == .object else { throw EventReport.NotAnEvent() }
        return EventDocument(document, version: version)
    }
}
