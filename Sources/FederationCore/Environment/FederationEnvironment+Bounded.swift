extension FederationEnvironment {
    /// What a port may take beyond its own limit before it is given up on: it knows better what it waited for.
    private static let grace: Duration = .milliseconds(250)

    /// Answers `question` within the limit of a step, even when the resolver does not heed it.
    public func answer(to question: DNSQuestion) async -> DNSAnswer {
        let names = names
        return await bounded(question) { await names.resolve(question, timeout: $0) }
    }

    /// Has the name server at `server` answer `question` within the limit of a step.
    public func answer(to question: DNSQuestion, at server: IPAddress) async -> DNSAnswer {
        let names = names
        return await bounded(question) {
            await names.resolve(question, at: server, timeout: $0)
        }
    }

    private func bounded(
        _ question: DNSQuestion, _ ask: @escaping @Sendable (Duration) async -> DNSAnswer
    ) async -> DNSAnswer {
        let limit = stepTimeout
        do {
            return try await within(limit + Self.grace) { await ask(limit) }
        } catch is TimeLimitError {
            return DNSAnswer(
                question: question, outcome: .timedOut, milliseconds: limit.milliseconds)
        } catch {
            return DNSAnswer(question: question, outcome: .cancelled)
        }
    }

    /// Sends `request` over `route` within the limit of a step, even when the transport does not heed it.
    ///
    /// - Throws: ``HTTPExchangeError`` where there is no complete answer.
    public func exchange(
        _ request: HTTPRequest, over route: HTTPRoute,
        maximumBodyBytes: Int = HTTPLimits().maximumBodyBytes
    ) async throws(HTTPExchangeError) -> HTTPResponse {
        let http = http
        let limits = HTTPLimits(timeout: stepTimeout, maximumBodyBytes: maximumBodyBytes)
        // A watch costs two tasks and a timer.
        guard !http.keepsLimits else {
            return try await http.exchange(request, over: route, limits: limits)
        }
        do {
            return try await within(stepTimeout + Self.grace) {
                try await http.exchange(request, over: route, limits: limits)
            }
        } catch let error as HTTPExchangeError {
            throw error
        } catch is TimeLimitError {
            throw HTTPExchangeError(.timeout, TimeLimitError(limit: stepTimeout).description)
        } catch {
            throw HTTPExchangeError(.cancelled, "no answer before the time was up")
        }
    }
}
