import FederationCore
import MatrixJSON
import RoomEvents
import RoomState
import TestSupport
import Testing

@Suite("Vectors of the auth rules")
struct AuthVectorTests {
    @Test(
        "Events are allowed and rejected as another implementation does",
        arguments: EventVector.versions)
    func decisions(number: String) throws {
        let version = try RoomVersion(parsing: number)
        let vectors = try EventVector.all("authorize", version: number)
        #expect(!vectors.isEmpty)
        for vector in vectors {
            let isAllowed = try decision(of: vector, version)
            #expect(isAllowed == vector.expected("allowed")?.boolean, "\(vector)")
        }
    }

    /// The vectors whose event is of a wrong form: it is never judged, and so not allowed.
    private static let wrongForms = ["v12/authorize-create-with-room-id-is-rejected"]

    private func decision(of vector: EventVector, _ version: RoomVersion) throws -> Bool {
        if Self.wrongForms.contains(vector.name) {
            #expect(throws: EventFormatError.self) {
                try Event(parsing: vector.event, version: version)
            }
            return false
        }
        let event = try Event(parsing: vector.event, version: version)
        let others = try vector.events("auth_events").map {
            try Event(parsing: $0, version: version)
        }
        let rejected = try Set(vector.texts("rejected").map { try EventID(parsing: $0) })
        return authorize(event, authEvents: others, rejected: rejected).isAllowed
    }
}
