public import FederationCore
import Findings
import MatrixJSON
public import RoomEvents

/// Asks servers for events and states of a room, and verifies what comes.
///
/// Every event has the right form, room and signatures; one whose content was changed is redacted. States
/// and auth chains are authorised too. What does not pass is left out, with a finding that says why.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#retrieving-events>
public struct RoomFetch: Sendable {
    /// Who asks.
    public let participant: Participant
    /// The room.
    public let roomID: RoomID
    /// Its version.
    public let version: RoomVersion
    /// What is looked at, at most.
    public let limits: ParticipationLimits

    /// Asks about a room of that version.
    public init(
        _ roomID: RoomID, version: RoomVersion, as participant: Participant,
        limits: ParticipationLimits = ParticipationLimits()
    ) {
        self.roomID = roomID
        self.version = version
        self.participant = participant
        self.limits = limits
    }

    /// One question and its answer.
    struct Question {
        var conversation: Conversation
        var audit: EventAudit
        let limits: ParticipationLimits

        var server: ServerName { conversation.server }

        /// Asks.
        mutating func ask(
            _ operation: String, _ parameters: [RequestParameter], body: JSONObject? = nil
        ) async throws(ParticipationError) -> JSONElement {
            let reply = try await conversation.ask(
                operation, parameters, body: body.map { .json(.object($0)) }, as: .fetch)
            guard reply.kind == .object else {
                throw fail(.malformed("expected an object, found \(reply.words)"))
            }
            return reply
        }

        /// A list of events of the answer.
        mutating func events(
            _ name: String, of reply: JSONElement
        ) throws(ParticipationError) -> [JSONElement] {
            do {
                return try reply.events(name, limits: limits)
            } catch {
                throw fail(error)
            }
        }

        /// An error, of which note is taken.
        mutating func fail(_ cause: ParticipationFailure) -> ParticipationError {
            conversation.note(.checkAnswer, "\(cause)", isDone: false)
            return ParticipationError(
                server, at: .checkAnswer, cause, findings: audit.findings.sorted)
        }

        /// The events, and what was found.
        mutating func result(_ events: [Event]) -> FetchedEvents {
            conversation.note(.checkAnswer, "\(events.count) events")
            return FetchedEvents(
                events: events, findings: audit.findings.sorted, steps: conversation.steps)
        }
    }

    /// A question to `server`.
    func question(to server: ServerName) -> Question {
        Question(
            conversation: Conversation(participant, with: server),
            audit: EventAudit(
                version: version, roomID: roomID, keys: OwnKeys(participant), limits: limits),
            limits: limits)
    }

    var room: RequestParameter { RequestParameter("roomId", "\(roomID)") }
}
