import FederationCore
import MatrixJSON

/// Step 3: asks a host for its well-known document, and follows its redirects.
struct WellKnownFetch {
    private let environment: FederationEnvironment
    private let start: Double
    private var hops: [WellKnownHop] = []

    /// Asks with the ports of `environment`.
    init(in environment: FederationEnvironment) {
        self.environment = environment
        start = environment.time.monotonicMilliseconds
    }

    /// The well-known document of `host`.
    mutating func result(
        for host: ServerName, finder: inout PlaceFinder
    ) async -> WellKnownResult {
        // Step 3: https, the host without the port of the name, port 443.
        let url = HTTPSURL(authority: host, target: "/.well-known/matrix/server")
        do throws(WellKnownFailure) {
            let response = try await follow(url, finder: &finder)
            let delegated = try WellKnownDocument.delegation(in: response.body)
            return finish(.delegated(delegated), headers: response.headers)
        } catch {
            return finish(.failed(error), headers: hops.last?.response?.headers ?? [])
        }
    }

    private func finish(
        _ outcome: WellKnownResult.Outcome, headers: [HTTPHeader]
    ) -> WellKnownResult {
        let now = environment.time.now
        let lifetime =
            switch outcome {
            case .delegated: CacheLifetime(ofDocumentWith: headers, now: now)
            case .failed: CacheLifetime(ofFailureWith: headers, now: now)
            }
        return WellKnownResult(
            hops: hops, outcome: outcome, lifetime: lifetime,
            milliseconds: environment.time.monotonicMilliseconds - start)
    }

    /// The answer with status 200 that `url` leads to.
    private mutating func follow(
        _ url: HTTPSURL, finder: inout PlaceFinder
    ) async throws(WellKnownFailure) -> HTTPResponse {
        var url = url
        var visited: Set<HTTPSURL> = []
        while true {
            visited.insert(url)
            let response = try await ask(url, finder: &finder)
            if response.status == 200 { return response }
            guard WellKnownResult.redirectStatuses.contains(response.status) else {
                throw .status(response.status)
            }
            guard let location = response.headers.firstValue(of: "Location") else {
                throw .redirectWithoutLocation(status: response.status)
            }
            let next = try url.resolving(location)
            guard !visited.contains(next) else { throw .redirectLoop(url: next.description) }
            guard visited.count <= WellKnownResult.maximumRedirects else {
                throw .tooManyRedirects(url: next.description)
            }
            url = next
        }
    }

    /// One hop: the first answer that an address of the host gives.
    private mutating func ask(
        _ url: HTTPSURL, finder: inout PlaceFinder
    ) async throws(WellKnownFailure) -> HTTPResponse {
        let began = environment.time.monotonicMilliseconds
        let located = await finder.locate([Place(url.authority.host, port: url.port)])[0]
        var hop = WellKnownHop(
            url: url.description, addressAnswers: located.answers, detour: located.detour)
        defer {
            hop.milliseconds = environment.time.monotonicMilliseconds - began
            hops.append(hop)
        }
        if let failure = located.failure { throw .noAddress(failure) }
        let request = HTTPRequest(
            method: "GET", target: url.target, hostHeader: url.hostHeader,
            headers: [
                HTTPHeader("User-Agent", environment.userAgent),
                HTTPHeader("Accept", "application/json"),
            ])
        for address in located.addresses.prefix(ServerDiscovery.maximumWellKnownAttempts) {
            guard !isOverdue else { break }
            let route = HTTPRoute(
                address: address, port: located.port, tlsName: url.authority.host.tlsName,
                verifiesCertificate: environment.verifiesCertificates)
            var attempt = WellKnownAttempt(address: address, port: located.port)
            do throws(HTTPExchangeError) {
                let response = try await environment.exchange(
                    request, over: route, maximumBodyBytes: WellKnownResult.maximumBodyBytes)
                hop.attempts.append(attempt)
                hop.response = response
                return response
            } catch {
                attempt.error = error
                hop.attempts.append(attempt)
                if error.phase == .tooLarge { throw .tooLarge }
                guard error.leavesOtherAddresses else { throw .noAnswer(error) }
            }
        }
        let error = hop.attempts.last?.error
        throw .noAnswer(error ?? HTTPExchangeError(.timeout, "no time was left to ask"))
    }

    /// Whether the document with all its redirects has taken three times the limit of a step.
    private var isOverdue: Bool {
        let elapsed = environment.time.monotonicMilliseconds - start
        return elapsed > 3 * environment.stepTimeout.milliseconds
    }
}

extension HTTPExchangeError {
    /// Whether another address of the same host may still answer: this one gave nothing that is an answer.
    var leavesOtherAddresses: Bool {
        switch phase {
        case .refused, .connect, .timeout, .tls, .certificate: true
        case .proxy, .notHTTP, .truncated, .tooLarge, .cancelled, .other: false
        }
    }
}
