import FederationCore
import MatrixJSON

/// What is asked of one server, and the steps that were taken with it.
struct Conversation {
    let participant: Participant
    let server: ServerName
    private(set) var steps: [ParticipationStep] = []

    init(_ participant: Participant, with server: ServerName) {
        self.participant = participant
        self.server = server
    }

    /// Asks, and takes note of how that went.
    mutating func ask(
        _ operation: String, _ parameters: [RequestParameter], body: RequestBody? = nil,
        as kind: ParticipationStep.Kind
    ) async throws(ParticipationError) -> JSONElement {
        let start = participant.time.monotonicMilliseconds
        do {
            let (reply, status) = try await answer(to: operation, parameters, body: body, kind)
            note(kind, "\(operation): \(status)", since: start)
            return reply
        } catch {
            note(kind, "\(operation): \(error.cause)", since: start, isDone: false)
            throw error
        }
    }

    /// Asks the newer of two forms of an operation, and where the server does not know it, the older one,
    /// whose answer is `[200, …]`.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#unsupported-endpoints>
    mutating func ask(
        _ operation: String, _ parameters: [RequestParameter], body: RequestBody,
        orOlder older: OlderForm?, as kind: ParticipationStep.Kind
    ) async throws(ParticipationError) -> JSONElement {
        do {
            return try await ask(operation, parameters, body: body, as: kind)
        } catch {
            guard let older, case .refused(let refusal, _) = error.cause, older.follows(refusal)
            else { throw error }
            let reply = try await ask(
                older.operation, older.parameters, body: older.body ?? body, as: kind)
            guard let object = reply.elements.dropFirst().first else {
                throw ParticipationError(
                    server, at: kind, .malformed("expected [200, an object], found \(reply.words)"))
            }
            return object
        }
    }

    /// Takes note of a step.
    mutating func note(
        _ kind: ParticipationStep.Kind, _ words: String, since start: Double? = nil,
        isDone: Bool = true
    ) {
        let now = participant.time.monotonicMilliseconds
        steps.append(
            ParticipationStep(
                kind: kind, server: server, words: words, isDone: isDone,
                milliseconds: now - (start ?? now)))
    }

    private func answer(
        to operation: String, _ parameters: [RequestParameter], body: RequestBody?,
        _ kind: ParticipationStep.Kind
    ) async throws(ParticipationError) -> (JSONElement, status: Int) {
        guard let endpoint = Endpoint.named(operation) else {
            preconditionFailure("the table of endpoints has no row '\(operation)'")
        }
        var request: FederationRequest
        do {
            request = try FederationRequest(
                endpoint, to: server, parameters: parameters, body: body)
        } catch {
            throw ParticipationError(server, at: kind, .cannotAsk(error))
        }
        request.preserveNumbersWhereNeeded()
        let exchange: FederationExchange
        do {
            exchange = try await participant.federation.send(
                request, signedBy: participant.identity)
        } catch {
            throw ParticipationError(server, at: kind, .noAnswer(error))
        }
        if let refusal = exchange.refusal {
            // What is no JSON names no version, and the refusal says what it is.
            let version = try? JSONDocument(parsing: exchange.response.body)
                .root["room_version"]?.string
            throw ParticipationError(server, at: kind, .refused(refusal, roomVersion: version))
        }
        do {
            // Events of old rooms have numbers that canonical JSON does not have.
            let document = try JSONDocument(
                parsing: exchange.response.body, numbers: .preserving)
            return (document.root, exchange.response.status)
        } catch {
            throw ParticipationError(server, at: kind, .notJSON(error))
        }
    }
}
