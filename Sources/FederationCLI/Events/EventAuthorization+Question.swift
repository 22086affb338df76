import FederationCore
import MatrixJSON
import Rendering
import RoomEvents
import RoomState

extension EventAuthorization {
    /// Answers a line with `event`, `auth_events`, `state` and `rejected`.
    init(answering question: EventQuestion) throws {
        let rejected = try EventQuestion.eventIDs(question.root["rejected"], "rejected")
        self.init(
            try question.event("event"), authEvents: try question.events("auth_events") ?? [],
            state: try question.events("state"), rejected: Set(rejected))
    }

    /// How a command ends that prints it.
    var status: ExitStatus { decision.isAllowed ? .success : .findings }
}
