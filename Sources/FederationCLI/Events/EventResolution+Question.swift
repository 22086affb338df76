import FederationCore
import MatrixJSON
import Rendering
import RoomEvents

extension EventResolution {
    /// Answers a line with `events`, `forks` and `rejected`.
    init(answering question: EventQuestion) throws {
        guard let events = try question.events("events") else {
            throw EventQuestionError.missing("events")
        }
        guard let lists = question.root["forks"] else { throw EventQuestionError.missing("forks") }
        guard lists.kind == .array else { throw EventQuestionError.notArray("forks") }
        var byID: [EventID: Event] = [:]
        for event in events { byID[event.eventID] = event }
        let forks = try lists.elements.map { fork in
            try EventQuestion.eventIDs(fork, "forks").map { id in
                guard let event = byID[id] else {
                    throw EventQuestionError.unknownEvent("\(id)")
                }
                guard event.isState else { throw EventQuestionError.notState("\(id)") }
                return event
            }
        }
        let rejected = try EventQuestion.eventIDs(question.root["rejected"], "rejected")
        try self.init(
            forks: forks, events: EventFiles.unique(events), version: question.version,
            rejected: Set(rejected))
    }
}
