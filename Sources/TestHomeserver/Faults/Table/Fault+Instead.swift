import FederationCore
import Findings
import FoundationEssentials
import MatrixJSON

extension Fault {
    /// Answers of somebody who does not ask the homeserver.
    static let instead: [Fault] = [
        Fault(
            "html", "a page of HTML, as proxies answer", .delivery,
            value: .integer("the status", in: 200...599, usual: 200),
            effect: .instead { value, _, _ in
                Answer(
                    status: Int(value?.integer ?? 200), contentType: "text/html; charset=utf-8",
                    body: Array(page.utf8))
            }),
        Fault(
            "status", "an error status with an empty body", .delivery,
            value: .integer("the status", in: 400...599, usual: 502),
            effect: .instead { value, _, _ in
                Answer(
                    status: Int(value?.integer ?? 502), contentType: "text/plain", body: [])
            }),
        Fault(
            "matrix-error", "an error status with the error object of Matrix", .delivery,
            value: .text("status and error code", usual: "500 M_UNKNOWN") {
                guard let code = StatusWords($0, in: 400...599)?.rest else { return false }
                return !code.isEmpty && !code.contains(" ")
            },
            spec: .clientServer("standard-error-response"),
            effect: .instead { value, _, _ in
                let words = value?.text.flatMap { StatusWords($0, in: 400...599) }
                return .refusal(
                    Refusal(
                        words?.status ?? 500, words?.rest ?? "M_UNKNOWN", "refused on purpose"))
            }),
        Fault(
            "rate-limit", "429, with Retry-After in seconds", .delivery,
            value: .integer("seconds to wait", in: 0...86_400, usual: 5),
            spec: .clientServer("rate-limiting"),
            effect: .instead { value, _, _ in
                let seconds = value?.integer ?? 0
                return limited(seconds: seconds, retryAfter: String(seconds))
            }),
        Fault(
            "rate-limit-date", "429, with Retry-After as a date", .delivery,
            value: .integer("seconds to wait", in: 0...86_400, usual: 5),
            spec: .clientServer("rate-limiting"),
            effect: .instead { value, _, now in
                let seconds = value?.integer ?? 0
                let moment = Date(
                    timeIntervalSince1970: Double(now) / 1_000 + Double(seconds))
                return limited(seconds: seconds, retryAfter: HTTPDate.text(of: moment))
            }),
        Fault(
            "redirect", "a redirect", .delivery,
            value: .words(
                "status and target, such as '307 https://example.org/'; "
                    + "without a target to itself, for ever", usual: "302"
            ) { StatusWords($0, in: 300...399) != nil },
            effect: .instead { value, request, _ in
                let words = value.flatMap { StatusWords($0.description, in: 300...399) }
                let target = words?.rest ?? request.target
                return Answer(
                    status: words?.status ?? 302, headers: [HTTPHeader("Location", target)],
                    contentType: "text/plain", body: [])
            }),
    ]

    private static let page = "<!doctype html>\n<title>Welcome</title>\n<h1>It works!</h1>\n"

    private static func limited(seconds: Int64, retryAfter: String) -> Answer {
        var refusal = Refusal(
            429, "M_LIMIT_EXCEEDED", "too many requests, on purpose",
            headers: [HTTPHeader("Retry-After", retryAfter)])
        refusal.details["retry_after_ms"] = .integer(seconds * 1_000)
        return .refusal(refusal)
    }
}
