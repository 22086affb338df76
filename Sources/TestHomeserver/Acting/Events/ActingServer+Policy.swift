import FederationCore
import MatrixJSON
import RoomEvents

extension ActingServer {
    /// An event with the signature of the policy server of its room.
    ///
    /// - Throws: 403 `M_FORBIDDEN` where that refuses, 502 where it cannot be asked.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#policy-servers>
    func signed(_ event: Event, by policy: PolicyServer) async throws(Refusal) -> Event {
        let signatures: JSONObject
        if let signer = neighbours[policy.server]?.policySigner {
            do throws(Refusal) {
                signatures = try signer.sign(event)
            } catch {
                throw Self.refusal(of: policy.server, error.message)
            }
        } else {
            signatures = try await asked(policy.server, for: event)
        }
        guard case .object(var object) = event.document.root.value,
            case .object(var all)? = object["signatures"]
        else { return event }
        for (server, value) in signatures.members {
            guard case .object(let new) = value else { continue }
            var entry = JSONObject()
            if case .object(let old)? = all[server] { entry = old }
            for (key, signature) in new.members { entry[key] = signature }
            all[server] = .object(entry)
        }
        object["signatures"] = .object(all)
        do {
            return try Event(parsing: object.canonicalBytes(), version: event.version)
        } catch {
            throw .invalid("\(error)")
        }
    }

    private func asked(
        _ server: ServerName, for event: Event
    ) async throws(Refusal) -> JSONObject {
        let exchange = try await ask(
            "policy-sign", of: server, body: .bytes(event.federationBytes))
        if let refusal = exchange.refusal {
            var told = Self.refusal(of: server, "\(refusal)")
            told.tell(refusal, of: server)
            throw told
        }
        // What is no object has no signature.
        guard
            case .object(let answer)? = try? JSONValue(
                parsing: exchange.response.body, numbers: .preserving)
        else {
            throw Refusal(502, "M_UNKNOWN", "the policy server \(server) gave no signature")
        }
        return answer
    }

    private static func refusal(of server: ServerName, _ reason: String) -> Refusal {
        .forbidden("the policy server \(server) refused the event: \(reason)")
    }

    /// The answer to a request of the endpoint table.
    ///
    /// - Throws: 502 `M_UNKNOWN` where there was none.
    func ask(
        _ operation: String, of server: ServerName, _ parameters: [RequestParameter] = [],
        body: RequestBody? = nil
    ) async throws(Refusal) -> FederationExchange {
        guard let endpoint = Endpoint.named(operation) else {
            throw .invalid("there is no operation '\(operation)'")
        }
        let request: FederationRequest
        do {
            request = try FederationRequest(
                endpoint, to: server, parameters: parameters, body: body)
        } catch {
            throw .invalid("\(error)")
        }
        return try await send(request)
    }

    /// The answer to a request that this server signs.
    ///
    /// - Throws: 502 `M_UNKNOWN` where there was none.
    func send(_ request: FederationRequest) async throws(Refusal) -> FederationExchange {
        guard let federation = state.federation else { throw goesNotOut }
        do {
            return try await federation.send(request, signedBy: identity)
        } catch {
            throw Refusal(502, "M_UNKNOWN", "\(error)")
        }
    }

    /// The answer where other servers would have to be asked.
    var goesNotOut: Refusal { Refusal(502, "M_UNKNOWN", "\(name) asks no other server") }
}
