import FederationCore
import Findings
import TestSupport

extension CheckCase {
    private static let webPage: CannedHTTP.Answer = .status(
        404, headers: [HTTPHeader("Content-Type", "text/html"), HTTPHeader("Server", "nginx")],
        body: "<html>not here</html>")
    private static let crash: CannedHTTP.Answer = .json(
        #"{"errcode":"M_UNKNOWN","error":"Internal server error"}"#, status: 500)
    private static let unknown: CannedHTTP.Answer = .json(Scene.unrecognized, status: 404)

    static let neighbours = [
        CheckCase(
            "route.map", .fail, "a worker that does not know v2",
            summary: "10 of 12 known paths reach the homeserver; PUT "
                + "/_matrix/federation/v2/send_join, PUT /_matrix/federation/v2/invite: unknown",
            fix: "send v2 where v1 goes", proves: ["F30"]
        ) { $0.firstRows = [CannedHTTP.Row("PUT", "*", "/_matrix/federation/v2/*", unknown)] },
        CheckCase(
            "route.map", .fail, "a worker that knows neither v1 nor v2 of joins",
            summary: "11 of 12 known paths", fix: "workers that take joins and invites"
        ) {
            $0.firstRows = [1, 2].map {
                CannedHTTP.Row("PUT", "*", "/_matrix/federation/v\($0)/send_join/*", unknown)
            }
        },
        CheckCase(
            "answer.stable", .fail, "one of two workers does not know a path",
            summary: "3 of 5 equal requests failed: 404, M_UNRECOGNIZED",
            fix: "have every worker"
        ) {
            let known: CannedHTTP.Answer = .json(Scene.unsigned, status: 401)
            $0.firstRows = [
                CannedHTTP.Row(
                    "PUT", "*", "/_matrix/federation/v2/invite/*", unknown, known, unknown, known,
                    unknown)
            ]
        },
        CheckCase(
            "route.method", .warn, "404 for a method", summary: "404, M_UNRECOGNIZED",
            fix: "tell its authors", proves: ["H04"]
        ) { $0.wrongMethod = unknown },
        CheckCase(
            "route.method", .warn, "a key document for POST",
            summary: "200, no errcode to POST /_matrix/key/v2/server", fix: "tell its authors"
        ) { $0.wrongKeyMethod = .json(KeyDocuments.good()) },
        CheckCase(
            "route.method", .fail, "the front end refuses POST for keys alone",
            summary: "POST /_matrix/key/v2/server does not reach", fix: "nginx"
        ) { $0.wrongKeyMethod = webPage },
        CheckCase(
            "route.method", .fail, "the front end refuses POST", summary: "does not reach",
            fix: "nginx"
        ) { $0.wrongMethod = webPage },
        CheckCase(
            "route.method", .fail, "the front end does not allow POST",
            summary: "does not reach the homeserver: 405, HTML", fix: "nginx"
        ) {
            $0.wrongMethod = .status(
                405,
                headers: [HTTPHeader("Content-Type", "text/html"), HTTPHeader("Server", "nginx")],
                body: "<html>405 Not Allowed</html>")
        },
        CheckCase(
            "route.method", .fail, "the front end does not allow POST, without a word",
            summary: "does not reach the homeserver: 405, empty", fix: "Caddy"
        ) { $0.wrongMethod = .status(405, headers: [HTTPHeader("Server", "Caddy")]) },
        CheckCase(
            "route.method", .warn, "a homeserver without words for it, behind nginx",
            summary: "the homeserver answers 405, no errcode", fix: "tell its authors"
        ) { $0.wrongMethod = .status(405, headers: [HTTPHeader("Server", "nginx")]) },
        CheckCase(
            "route.method", .fail, "a crash", summary: "fails at it: 500, M_UNKNOWN",
            fix: "log of the homeserver"
        ) { $0.wrongMethod = crash },
        CheckCase(
            "route.federation", .skip, "no method is allowed", summary: "clients get no answer"
        ) {
            $0.firstRows = [
                CannedHTTP.Row(
                    "*", "*", "/_matrix/*",
                    .status(405, headers: [HTTPHeader("Content-Type", "text/html")], body: "<p>"))
            ]
        },
        CheckCase(
            "route.federation", .fail, "a listener for clients",
            summary: "answers clients here, and has no federation",
            fix: "Synapse: add \"federation\" to names", proves: ["F70"]
        ) {
            $0.firstRows = [
                CannedHTTP.Row(
                    "*", "*", "/_matrix/client/versions",
                    .json(
                        #"{"versions":["v1.11"]}"#, headers: [HTTPHeader("Server", "Synapse/1")])),
                CannedHTTP.Row("*", "*", "/_matrix/*", unknown),
            ]
        },
        CheckCase(
            "route.federation", .skip, "nothing answers", summary: "clients get no answer"
        ) { $0.firstRows = [CannedHTTP.Row("*", "*", "/_matrix/*", webPage)] },
        CheckCase(
            "auth.header", .fail, "the header is taken away", summary: "never saw",
            fix: "nginx: no proxy_set_header Authorization", proves: ["F32"]
        ) {
            $0.frontEnd = webPage
            $0.badSignature = .json(Scene.unsigned, status: 401)
        },
        CheckCase(
            "auth.header", .fail, "another homeserver says that there is no header",
            summary: "never saw", fix: "del-header", proves: ["F32"]
        ) {
            let words = #"{"errcode":"M_UNAUTHORIZED","error":"no X-Matrix header"}"#
            $0.frontEnd = .status(
                404, headers: [HTTPHeader("Content-Type", "text/html")],
                body: "<html><body><h1>404 Not Found</h1>")
            $0.routes = .json(words, status: 401)
            $0.badSignature = .json(words, status: 401)
        },
        CheckCase(
            "auth.header", .fail, "a login before the homeserver", summary: "does not reach",
            fix: "HAProxy: no http-request del-header"
        ) {
            $0.badSignature = .status(
                401, headers: [HTTPHeader("Content-Type", "text/html")],
                body: "<html><body><h1>401 Unauthorized</h1>\nYou need a valid user</body></html>")
        },
        CheckCase(
            "auth.header", .fail, "the homeserver crashes at the header",
            summary: "fails at it: 500, M_UNKNOWN", fix: "log of the homeserver"
        ) { $0.badSignature = crash },
        CheckCase(
            "auth.destination", .fail, "the homeserver crashes at the header",
            summary: "fails at it: 500, M_UNKNOWN", fix: "log of the homeserver"
        ) { $0.badSignature = crash },
        CheckCase(
            "auth.header", .fail, "any signature will do", summary: "nobody can verify is taken",
            fix: "tell its authors"
        ) { $0.badSignature = .json("{}") },
        CheckCase(
            "auth.header", .skip, "the same words for everything", summary: "cannot tell"
        ) {
            $0.routes = .json(#"{"errcode":"M_FORBIDDEN","error":"no"}"#, status: 403)
            $0.badSignature = .json(#"{"errcode":"M_FORBIDDEN","error":"no"}"#, status: 403)
        },
        CheckCase(
            "auth.header", .skip, "one text for no header and for a wrong one",
            summary: "cannot tell"
        ) {
            let answer: CannedHTTP.Answer = .json(
                #"{"errcode":"M_UNAUTHORIZED","error":"Missing or invalid authorization header"}"#,
                status: 401)
            $0.routes = answer
            $0.badSignature = answer
        },
        CheckCase(
            "auth.destination", .fail, "another name", summary: "but it calls itself",
            fix: "remove the delegation", proves: ["F44"]
        ) {
            $0.badSignature = .json(
                #"{"errcode":"M_UNAUTHORIZED","error":"Destination mismatch in auth header"}"#,
                status: 401)
        },
        CheckCase(
            "media.route", .fail, "media is not routed", summary: "peers cannot fetch media",
            fix: "route media", proves: ["F65", "F29"]
        ) {
            $0.firstRows = [
                CannedHTTP.Row("GET", "*", "/_matrix/federation/v1/media/download/*", webPage)
            ]
        },
        CheckCase(
            "media.route", .warn, "an old homeserver", summary: "no media for signed requests",
            fix: "update the homeserver"
        ) {
            $0.firstRows = [
                CannedHTTP.Row("GET", "*", "/_matrix/federation/v1/media/download/*", unknown)
            ]
        },
        CheckCase(
            "openid.userinfo", .fail, "the path is not routed", summary: "cannot ask who a user is",
            fix: "\"openid\" or \"federation\"", proves: ["F66"]
        ) { $0.unknownToken = webPage },
        CheckCase(
            "openid.userinfo", .fail, "any token will do", summary: "is taken",
            fix: "tell its authors", proves: ["Q24"]
        ) { $0.unknownToken = .json(#"{"sub":"@a:example.org"}"#) },
        CheckCase(
            "openid.userinfo", .fail, "no token is an accident", summary: "without a token",
            fix: "log of the homeserver", proves: ["Q25"]
        ) { $0.noToken = .status(500) },
        CheckCase(
            "openid.userinfo", .fail, "no token is not answered",
            summary: "without a token gets no answer", fix: "log of the homeserver"
        ) { $0.noToken = .failure(.timeout, "no answer within 10 s") },
        CheckCase(
            "openid.userinfo", .warn, "no token is a web page", summary: "answered with 404, HTML",
            fix: "tell its authors"
        ) { $0.noToken = webPage },
        CheckCase(
            "well-known.agents", .fail, "Go is blocked by the website",
            summary: "gets 403", fix: "bot protection", proves: ["F10"]
        ) { $0.wellKnownAgents = .status(403) },
        CheckCase(
            "well-known.agents", .fail, "Go is told that the website is down",
            summary: "Go-http-client/1.1 gets 503", fix: "bot protection"
        ) { $0.firstRows = [forGo(.status(503))] },
        CheckCase(
            "well-known.agents", .fail, "Go is cut off by the website",
            summary: "Go-http-client/1.1 gets closed", fix: "bot protection"
        ) { $0.firstRows = [forGo(.failure(.connect, "closed"))] },
        CheckCase(
            "well-known.agents", .warn, "the website is down now and then",
            summary: "1 of 7 equal requests failed", fix: "fails now and then"
        ) { $0.firstRows = [forGo(.status(503), $0.wellKnown)] },
        CheckCase(
            "well-known.agents", .skip, "the website limits all alike", summary: "429"
        ) { $0.firstRows = [forGo(.status(429))] },
        CheckCase(
            "well-known.support", .warn, "a contact without a role", summary: "without a role",
            fix: "mend the file", proves: ["Q35"]
        ) { $0.supportDocument = .json(#"{"contacts":[{"email_address":"a@example.org"}]}"#) },
        CheckCase(
            "well-known.support", .warn, "nothing in it", summary: "neither contacts nor",
            fix: "mend the file"
        ) { $0.supportDocument = .json("{}") },
        CheckCase(
            "well-known.support", .warn, "a contact without an address",
            summary: "neither matrix_id nor", fix: "mend the file"
        ) { $0.supportDocument = .json(#"{"contacts":[{"role":"m.role.admin"}]}"#) },
        CheckCase("well-known.support", .skip, "no document", summary: "there is none") {
            $0.supportDocument = webPage
        },
        CheckCase(
            "well-known.policy", .warn, "a key that is too short", summary: "has 3 bytes, not 32",
            fix: "mend the file", proves: ["Q36"]
        ) { $0.policyDocument = .json(#"{"public_keys":{"ed25519":"AAAA"}}"#) },
        CheckCase(
            "well-known.policy", .warn, "no key", summary: "is missing", fix: "mend the file"
        ) { $0.policyDocument = .json("{}") },
        CheckCase(
            "well-known.policy", .skip, "a page for everything", summary: "a web page"
        ) {
            $0.policyDocument = .status(
                200, headers: [HTTPHeader("Content-Type", "text/html")], body: "<html>")
        },
        CheckCase(
            "calls.foci", .warn, "browsers cannot read it", summary: "Access-Control-Allow-Origin",
            fix: "mend the file", proves: ["F66"]
        ) { $0.clientDocument = .json(foci("https://x")) },
        CheckCase(
            "calls.foci", .warn, "no https", summary: "https livekit_service_url",
            fix: "mend the file"
        ) { $0.clientDocument = .json(foci("http://x")) },
        CheckCase("calls.foci", .skip, "no calls", summary: "names no service for calls") {
            $0.clientDocument = .json(#"{"m.homeserver":{"base_url":"https://x"}}"#)
        },
    ]

    private static func forGo(
        _ answer: CannedHTTP.Answer, _ later: CannedHTTP.Answer? = nil
    ) -> CannedHTTP.Row {
        CannedHTTP.Row(
            "GET", "example.org", "/.well-known/matrix/server", carrying: "Go-http-client", answer,
            later ?? answer)
    }

    private static func foci(_ url: String) -> String {
        #"{"org.matrix.msc4143.rtc_foci":[{"type":"livekit","livekit_service_url":"\#(url)"}]}"#
    }
}
