import FederationCore
import Findings
import FoundationEssentials
import MatrixJSON
import RoomEvents

/// Asking for a template, and making the event of it: the first half of joining, knocking and leaving.
struct MembershipExchange {
    let question: MembershipQuestion
    var conversation: Conversation

    /// An event that was made of a template.
    struct Prepared {
        let event: Event
        /// Whether the server said the room version.
        let saysVersion: Bool
        let findings: FindingCollector
    }

    /// Asks, checks, builds and signs.
    mutating func prepare() async throws(ParticipationError) -> Prepared {
        let reply = try await conversation.ask(
            question.operations.make, question.makeParameters, as: .askTemplate)
        let answer: TemplateAnswer
        do {
            answer = try TemplateAnswer(reply, offered: question.versions)
        } catch {
            throw fail(.checkTemplate, error)
        }
        let server = conversation.server
        var judge = TemplateJudge(question, version: answer.version, server: server)
        let draft = judge.draft(from: answer.event)
        guard let draft else {
            let failures = judge.findings.failures(of: ParticipationCheck.template)
            throw fail(.checkTemplate, .unusable(failures), judge.findings)
        }
        if let missing = question.operations.missing(answer.version) {
            throw fail(.checkTemplate, .notInRoomVersion(missing, answer.version), judge.findings)
        }
        conversation.note(.checkTemplate, "room version \(answer.version)")
        let event: Event
        do {
            event = try build(draft, version: answer.version)
        } catch {
            throw fail(.buildEvent, .cannotBuild(error), judge.findings)
        }
        conversation.note(.buildEvent, "\(event.eventID)")
        return Prepared(
            event: event, saysVersion: answer.saysVersion, findings: judge.findings)
    }

    /// Hands the event over.
    mutating func send(
        _ event: Event, with parameters: [RequestParameter] = []
    ) async throws(ParticipationError) -> JSONElement {
        let older = question.operations.olderSend.map {
            OlderForm(operation: $0, parameters: question.sendParameters(of: event))
        }
        return try await conversation.ask(
            question.operations.send, question.sendParameters(of: event) + parameters,
            body: .bytes(event.document.bytes), orOlder: older, as: .sendEvent)
    }

    /// An error, of which note is taken.
    mutating func fail(
        _ step: ParticipationStep.Kind, _ cause: ParticipationFailure,
        _ findings: FindingCollector = FindingCollector()
    ) -> ParticipationError {
        conversation.note(step, "\(cause)", isDone: false)
        return ParticipationError(
            conversation.server, at: step, cause, findings: findings.sorted)
    }

    private func build(
        _ draft: JSONObject, version: RoomVersion
    ) throws(EventBuildError) -> Event {
        let participant = conversation.participant
        let surroundings = EventSurroundings(
            originServerTS: UTCTime(participant.time.now).milliseconds,
            eventIDLocalPart: Self.localPart())
        let signed = try buildEvent(
            from: draft, version: version, in: surroundings,
            signedBy: participant.identity.serverName, with: participant.identity.key)
        do {
            return try Event(parsing: signed.canonicalBytes(), version: version)
        } catch {
            throw .malformed(error)
        }
    }

    /// A local part that no other event has.
    private static func localPart() -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
        return String((0..<20).map { _ in letters[Int.random(in: 0..<letters.count)] })
    }
}
