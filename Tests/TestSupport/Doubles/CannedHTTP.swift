public import FederationCore
import Synchronization
import Testing

/// A double of the HTTP client that answers from a table, and keeps a journal of what was asked.
///
/// A request that no row fits is recorded as an issue of the running test, and answered with an error.
public final class CannedHTTP: HTTPExchanging {
    private let rows: [Row]
    private let state = Mutex(State())

    private struct State {
        var journal: [Asked] = []
        var given: [Int: Int] = [:]
    }

    /// Answers from `rows`; the first row that fits is taken.
    public init(_ rows: [Row]) {
        self.rows = rows
    }

    /// What was asked, in order.
    public var journal: [Asked] { state.withLock { $0.journal } }

    /// What was asked, in order, each as `GET https://host/target`, the host being that of `Host`.
    public var asked: [String] { journal.map(\.description) }

    /// Answers from the table.
    public func exchange(
        _ request: HTTPRequest, over route: HTTPRoute, limits: HTTPLimits
    ) async throws(HTTPExchangeError) -> HTTPResponse {
        let asked = Asked(request: request, route: route, limits: limits)
        let answer = state.withLock { state -> Answer? in
            state.journal.append(asked)
            guard let index = rows.firstIndex(where: { $0.fits(asked) }) else { return nil }
            let count = state.given[index, default: 0]
            state.given[index] = count + 1
            return rows[index].answers[min(count, rows[index].answers.count - 1)]
        }
        switch answer {
        case .response(let response)?:
            guard response.body.count <= limits.maximumBodyBytes else {
                throw HTTPExchangeError(.tooLarge, "the body is larger than the limit")
            }
            return response
        case .failure(let error)?: throw error
        case .deaf?:
            // Deaf to the limit too: only cancellation ends it, as the caller has to prove.
            try? await Task.sleep(for: .seconds(3600))
            throw HTTPExchangeError(.cancelled, "cancelled")
        case nil:
            Issue.record("no canned answer for \(asked) at \(asked.address)")
            throw HTTPExchangeError(.other, "no canned answer for \(asked)")
        }
    }
}

extension CannedHTTP {
    /// One request that was made.
    public struct Asked: Sendable, CustomStringConvertible {
        /// The request, as it would have gone out.
        public var request: HTTPRequest
        /// Where it would have gone.
        public var route: HTTPRoute
        /// The limits that it came with.
        public var limits: HTTPLimits

        /// Where it would have gone, as `198.51.100.7:443` or `[2001:db8::7]:443`.
        public var address: String { "\(route.address.hostText):\(route.port)" }

        /// Method, host and target, such as `GET https://example.org/target`.
        public var description: String {
            "\(request.method) https://\(request.hostHeader)\(request.target)"
        }
    }

    /// What one question is answered with.
    public enum Answer: Sendable {
        /// A response.
        case response(HTTPResponse)
        /// No response.
        case failure(HTTPExchangeError)
        /// Nothing at all, until the task is cancelled: the limit is not heeded.
        case deaf

        /// A response with a JSON body.
        public static func json(
            _ body: String, status: Int = 200, headers: [HTTPHeader] = []
        ) -> Answer {
            .response(
                HTTPResponse(
                    status: status,
                    headers: [HTTPHeader("Content-Type", "application/json")] + headers,
                    body: Array(body.utf8), timings: HTTPTimings(total: 84)))
        }

        /// A response with headers of its own.
        public static func status(
            _ status: Int, headers: [HTTPHeader] = [], body: String = ""
        ) -> Answer {
            .response(
                HTTPResponse(
                    status: status, headers: headers, body: Array(body.utf8),
                    timings: HTTPTimings(total: 84)))
        }

        /// A redirect to `location`.
        public static func redirect(to location: String, status: Int = 302) -> Answer {
            .status(status, headers: [HTTPHeader("Location", location)])
        }

        /// No response.
        public static func failure(
            _ phase: HTTPExchangeError.Phase, _ reason: String
        ) -> Answer {
            .failure(HTTPExchangeError(phase, reason))
        }
    }

    /// A question of the table, and its answers.
    public struct Row: Sendable {
        var method: String
        var host: String
        var target: String
        var address: String?
        var header: String?
        var versions: HTTPRoute.HTTPVersions?
        var answers: [Answer]

        /// Answers `method` for `target` (with `prefix*`, every target that begins so) at a `Host`.
        ///
        /// - Parameters:
        ///   - method: The method; `*` fits any.
        ///   - host: The value of the `Host` header; `*` fits any.
        ///   - target: The exact target, or its beginning and `*`.
        ///   - address: The address and port; none fits any.
        ///   - header: What one of the headers has to hold, as `Name: value`; none fits any.
        ///   - versions: The versions of HTTP that are offered; none fits any.
        ///   - answers: The answers, one a question; the last one for every further question.
        public init(
            _ method: String, _ host: String, _ target: String, at address: String? = nil,
            carrying header: String? = nil,
            over versions: HTTPRoute.HTTPVersions? = nil, _ answers: Answer...
        ) {
            self.init(
                method, host, target, at: address, carrying: header, over: versions,
                answers: answers)
        }

        /// Answers as many questions as there are `answers`, and every further one with the last of them.
        public init(
            _ method: String, _ host: String, _ target: String, at address: String? = nil,
            carrying header: String? = nil, over versions: HTTPRoute.HTTPVersions? = nil,
            answers: [Answer]
        ) {
            precondition(!answers.isEmpty, "a row has at least one answer")
            self.method = method
            self.host = host
            self.target = target
            self.address = address
            self.header = header
            self.versions = versions
            self.answers = answers
        }

        func fits(_ asked: Asked) -> Bool {
            guard method == "*" || method == asked.request.method,
                host == "*" || host == asked.request.hostHeader,
                address == nil || address == asked.address,
                versions == nil || versions == asked.route.versions
            else { return false }
            if let header {
                let lines = asked.request.headers.map { "\($0.name): \($0.value)" }
                guard lines.contains(where: { $0.contains(header) }) else { return false }
            }
            if target.hasSuffix("*") { return asked.request.target.hasPrefix(target.dropLast()) }
            return target == asked.request.target
        }
    }
}
