import FederationCore
import Findings
import TestSupport

extension CheckCase {
    private static func page(
        _ status: Int, server: String? = nil, body: String = "<html>not here</html>"
    ) -> CannedHTTP.Answer {
        let headers = [HTTPHeader("Content-Type", "text/html")]
        let more = server.map { [HTTPHeader("Server", $0)] } ?? []
        return .status(status, headers: headers + more, body: body)
    }

    private static let crash: CannedHTTP.Answer = .json(
        #"{"errcode":"M_UNKNOWN","error":"Internal server error"}"#, status: 500)

    static let http = [
        CheckCase(
            "version.answer", .fail, "the front end asks for a password", summary: "401, HTML",
            fix: "nginx: auth_basic off"
        ) {
            let page: CannedHTTP.Answer = .status(
                401,
                headers: [
                    HTTPHeader("Server", "nginx"), HTTPHeader("Content-Type", "text/html"),
                    HTTPHeader("WWW-Authenticate", "Basic realm=x"),
                ], body: "<html>")
            $0.firstRows = [CannedHTTP.Row("*", "*", "/_matrix/*", page)]
        },
        CheckCase(
            "route.map", .fail, "pages of the front end in place of the homeserver's errors",
            summary: "of 12 known paths", fix: "nginx: proxy_intercept_errors off"
        ) {
            let page: CannedHTTP.Answer = .status(
                401,
                headers: [HTTPHeader("Server", "nginx"), HTTPHeader("Content-Type", "text/html")],
                body: "<html>")
            $0.routes = page
            $0.badSignature = page
            $0.characters = page
            $0.unknownPath = page
            $0.notary = page
            $0.unknownToken = page
            $0.noToken = page
            $0.oldKeyPath = page
            $0.sigils = page
            $0.hugeBody = page
        },
        CheckCase(
            "version.answer", .pass, "the very first request fails, and no other",
            summary: "Synapse 1.140.0"
        ) {
            $0.firstRows = [
                CannedHTTP.Row(
                    "GET", "*", "/_matrix/federation/v1/version", .status(502), $0.version)
            ]
        },
        CheckCase(
            "version.answer", .fail, "the page of nginx", summary: "404, HTML",
            fix: "nginx: location /_matrix/"
        ) {
            $0.version = page(404, server: "nginx")
        },
        CheckCase(
            "version.answer", .fail, "the page of Apache", summary: "404, HTML",
            fix: "nocanon"
        ) {
            $0.version = page(404, server: "Apache/2.4.57 (Debian)")
        },
        CheckCase(
            "version.answer", .fail, "an empty answer of Caddy", summary: "404, empty",
            fix: "reverse_proxy"
        ) {
            $0.version = .status(404, headers: [HTTPHeader("Server", "Caddy")])
        },
        CheckCase(
            "version.answer", .fail, "the page of HAProxy", summary: "503, HTML",
            fix: "HAProxy: no server of the backend is up"
        ) {
            $0.version = page(
                503,
                body: "<html><body><h1>503 Service Unavailable</h1>\n"
                    + "No server is available to handle this request.\n</body></html>")
        },
        CheckCase(
            "version.answer", .fail, "the page of lighttpd", summary: "404, HTML",
            fix: "proxy.server"
        ) {
            $0.version = page(404, server: "lighttpd/1.4.69")
        },
        CheckCase(
            "version.answer", .fail, "a challenge", summary: "403, HTML",
            fix: "WAF rule that skips bot fight mode"
        ) {
            $0.version = .status(
                403,
                headers: [
                    HTTPHeader("Server", "cloudflare"), HTTPHeader("CF-Mitigated", "challenge"),
                    HTTPHeader("Content-Type", "text/html"),
                ], body: "<html><title>Just a moment...</title>")
        },
        CheckCase(
            "version.answer", .fail, "Cloudflare without its origin", summary: "525",
            fix: "DNS only", proves: ["F09"]
        ) {
            $0.version = page(525, server: "cloudflare")
        },
        CheckCase(
            "version.answer", .warn, "a name that has no end", summary: "does not say both"
        ) {
            let name = String(repeating: "x", count: 100_000)
            $0.version = .json(#"{"server":{"name":"\#(name)"}}"#)
        },
        CheckCase(
            "version.answer", .fail, "a redirect", summary: "301 to https://www.example.org/",
            fix: "without a redirect"
        ) {
            $0.version = .redirect(to: "https://www.example.org/", status: 301)
        },
        CheckCase(
            "version.answer", .fail, "a web page with status 200", summary: "no JSON object",
            fix: "forward all of /_matrix/", proves: ["H09"]
        ) {
            $0.version = page(200)
        },
        CheckCase(
            "version.answer", .fail, "JSON that is not said to be", summary: "not said to be JSON",
            fix: "Content-Type"
        ) {
            $0.version = .status(
                200, headers: [HTTPHeader("Content-Type", "text/plain")],
                body: #"{"server":{"name":"x","version":"1"}}"#)
        },
        CheckCase(
            "version.answer", .warn, "no version", summary: "does not say both",
            fix: "tell its authors", proves: ["H10"]
        ) {
            $0.version = .json(#"{"server":{"name":"x"}}"#)
        },
        CheckCase(
            "version.answer", .fail, "an error of the homeserver", summary: "500, M_UNKNOWN",
            fix: "log of the homeserver"
        ) {
            $0.version = .json(#"{"errcode":"M_UNKNOWN","error":"oops"}"#, status: 500)
        },
        CheckCase(
            "version.answer", .fail, "no answer in time", summary: "no answer within 10 s",
            fix: "overloaded"
        ) {
            $0.version = .failure(.timeout, "no answer within 10 s")
        },
        CheckCase(
            "version.answer", .fail, "an answer that does not end",
            summary: "the answer begins and does not end", fix: "Content-Length that is larger"
        ) {
            $0.version = .failure(
                .timeout, "the answer was not complete within 10 s (46 bytes of body so far)")
        },
        CheckCase(
            "route.map", .fail, "a key document that does not end",
            summary: "11 of 12 known paths", fix: "Content-Length that is larger"
        ) {
            $0.keyDocument = .failure(
                .timeout, "the answer was not complete within 10 s (46 bytes of body so far)")
        },
        CheckCase(
            "route.map", .fail, "a key document that is too large",
            summary: "11 of 12 known paths", fix: "see what answers there"
        ) { $0.keyDocument = .failure(.tooLarge, "more than 1048576 bytes") },
        CheckCase(
            "version.answer", .fail, "an answer that breaks off", summary: "breaks off",
            fix: "Content-Length"
        ) {
            $0.version = .failure(.truncated, "12 of 100 bytes came")
        },
        CheckCase(
            "version.answer", .fail, "no HTTP", summary: "no HTTP", fix: "what listens"
        ) {
            $0.version = .failure(.notHTTP, "220 mail.example.org ESMTP")
        },
        CheckCase(
            "version.answer", .fail, "an endless answer", summary: "too large", fix: "what answers"
        ) {
            $0.version = .failure(.tooLarge, "more than 1048576 bytes")
        },
        CheckCase(
            "route.map", .fail, "keys are not routed",
            summary: "10 of 12 known paths", fix: "route /_matrix/key/", proves: ["F29"]
        ) {
            $0.keyDocument = page(404, server: "nginx")
            $0.notary = page(404, server: "nginx")
        },
        CheckCase(
            "route.map", .fail, "media is not routed", summary: "11 of 12 known paths",
            fix: "route all of /_matrix/"
        ) {
            $0.firstRows = [
                CannedHTTP.Row(
                    "GET", "*", "/_matrix/federation/v1/media/download/*", page(404))
            ]
        },
        CheckCase(
            "route.map", .fail, "a worker that crashes", summary: "11 of 12 known paths",
            fix: "route all of /_matrix/"
        ) {
            $0.firstRows = [
                CannedHTTP.Row(
                    "GET", "*", "/_matrix/federation/v1/make_join/*",
                    .json(#"{"errcode":"M_UNKNOWN"}"#, status: 500))
            ]
        },
        CheckCase(
            "route.map", .fail, "nothing reaches the homeserver", summary: "0 of 12 known paths",
            fix: "must name the address"
        ) {
            let answer = page(502, server: "nginx")
            $0.firstRows = [CannedHTTP.Row("*", "*", "/_matrix/*", answer)]
        },
        CheckCase(
            "route.map", .fail, "PUT is not allowed", summary: "9 of 12 known paths",
            fix: "let PUT through"
        ) {
            $0.firstRows = [
                CannedHTTP.Row("PUT", "*", "/_matrix/*", page(405, server: "nginx"))
            ]
        },
        CheckCase(
            "route.map", .fail, "what is pushed is not found, with or without a signature",
            summary: "9 of 12 known paths", fix: "let PUT through"
        ) {
            $0.firstRows = [
                CannedHTTP.Row(
                    "PUT", "*", "/_matrix/*",
                    .json(#"{"errcode":"M_NOT_FOUND","error":"no"}"#, status: 404))
            ]
        },
        CheckCase(
            "route.map", .fail, "no method is allowed", summary: "0 of 12 known paths",
            fix: "location /_matrix/"
        ) {
            $0.firstRows = [CannedHTTP.Row("*", "*", "/_matrix/*", page(405, server: "nginx"))]
        },
        CheckCase(
            "route.map", .fail, "no answers", summary: "2 of 5 known paths",
            fix: "overloaded"
        ) {
            $0.notary = .failure(.timeout, "no answer within 10 s")
            $0.routes = .failure(.timeout, "no answer within 10 s")
        },
        CheckCase(
            "route.unknown", .fail, "the proxy answers", summary: "does not reach the homeserver",
            fix: "forward all of /_matrix/", proves: ["F29"]
        ) {
            $0.unknownPath = page(404)
        },
        CheckCase(
            "route.unknown", .warn, "another errcode", summary: "404, M_NOT_FOUND",
            fix: "tell its authors", proves: ["H03"]
        ) {
            $0.unknownPath = .json(#"{"errcode":"M_NOT_FOUND"}"#, status: 404)
        },
        CheckCase(
            "route.unknown", .fail, "a crash", summary: "fails at it: 500, M_UNKNOWN",
            fix: "log of the homeserver"
        ) { $0.unknownPath = crash },
        CheckCase(
            "auth.required", .fail, "answers without a signature",
            summary: "publicRooms is answered without a signature", fix: "signed requests",
            proves: ["A01"]
        ) {
            $0.firstRows = [
                CannedHTTP.Row(
                    "GET", "*", "/_matrix/federation/v1/publicRooms*", .json(#"{"chunk":[]}"#))
            ]
        },
        CheckCase(
            "auth.required", .warn, "refused for another reason",
            summary: "not as a missing signature", fix: "tell its authors"
        ) {
            $0.firstRows = [
                CannedHTTP.Row(
                    "GET", "*", "/_matrix/federation/v1/publicRooms*",
                    .json(#"{"errcode":"M_MISSING_PARAM"}"#, status: 400))
            ]
        },
        CheckCase(
            "auth.required", .skip, "no path reaches the homeserver", summary: "no path"
        ) {
            $0.routes = page(404)
        },
    ]
}
