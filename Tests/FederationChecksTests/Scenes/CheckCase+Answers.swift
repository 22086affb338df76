import FederationCore
import Findings
import TestSupport

extension CheckCase {
    private static let media = "/_matrix/federation/v1/media/download/*"

    static let answers = [
        CheckCase(
            "answer.json", .fail, "another type on one path", summary: "sent as text/plain",
            fix: "Content-Type", proves: ["H01"]
        ) {
            $0.unknownPath = .status(
                404, headers: [HTTPHeader("Content-Type", "text/plain")], body: Scene.unrecognized)
        },
        CheckCase(
            "answer.json", .fail, "a list", summary: "JSON, but no object", fix: "tell its authors",
            proves: ["H02"]
        ) { $0.unknownPath = .json("[]", status: 404) },
        CheckCase(
            "answer.json", .fail, "no UTF-8", summary: "said to be JSON, but",
            fix: "tell its authors"
        ) {
            $0.firstRows = [
                CannedHTTP.Row(
                    "GET", "*", media,
                    .response(
                        HTTPResponse(
                            status: 401, headers: [HTTPHeader("Content-Type", "application/json")],
                            body: Array("{\"errcode\":\"".utf8) + [0xff] + Array("\"}".utf8))))
            ]
        },
        CheckCase(
            "answer.errors", .fail, "no errcode", summary: "404 without an errcode",
            fix: "tell its authors", proves: ["H05"]
        ) { $0.unknownPath = .json(#"{"error":"no"}"#, status: 404) },
        CheckCase(
            "answer.errors", .warn, "no words", summary: "an error without words",
            fix: "tell its authors"
        ) { $0.unknownPath = .json(#"{"errcode":"M_UNRECOGNIZED"}"#, status: 404) },
        CheckCase(
            "answer.errors", .pass, "a gateway without errcode, outside /_matrix",
            summary: "errors have errcode"
        ) { $0.frontEnd = .json(#"{"message":"no Route matched"}"#, status: 404) },
        CheckCase(
            "answer.json", .pass, "JSON as text, outside /_matrix", summary: "are JSON objects"
        ) {
            $0.frontEnd = .status(
                404, headers: [HTTPHeader("Content-Type", "text/plain")], body: "{}")
        },
        CheckCase(
            "answer.rate-limit", .warn, "no Retry-After", summary: "a 429 that does not say",
            fix: "tell its authors", proves: ["H11"]
        ) {
            $0.firstRows = [
                CannedHTTP.Row(
                    "GET", "*", media,
                    .json(#"{"errcode":"M_LIMIT_EXCEEDED","error":"wait"}"#, status: 429))
            ]
        },
        CheckCase(
            "answer.rate-limit", .warn, "a limit of the front end",
            summary: "a 429 that does not say", fix: "do not limit /_matrix/"
        ) {
            $0.firstRows = [
                CannedHTTP.Row(
                    "GET", "*", media,
                    .status(429, headers: [HTTPHeader("Server", "nginx")], body: "<html>"))
            ]
        },
        CheckCase(
            "route.map", .pass, "a path that is limited", summary: "11 of 11 known paths"
        ) { $0.firstRows = [CannedHTTP.Row("GET", "*", media, limited)] },
        CheckCase("media.route", .pass, "another path is limited", summary: "asks for a signature")
        {
            $0.unknownPath = limited
        },
        CheckCase("auth.header", .skip, "a request is limited", summary: "429") {
            $0.badSignature = limited
        },
        CheckCase("openid.userinfo", .skip, "a request is limited", summary: "429") {
            $0.unknownToken = limited
        },
        CheckCase("route.method", .skip, "a request is limited", summary: "429") {
            $0.wrongMethod = limited
        },
        CheckCase(
            "proxy.agents", .skip, "everything is limited after a while",
            summary: "2 requests in a row with 429"
        ) { $0.routes = limited },
        CheckCase(
            "answer.time", .warn, "three seconds", summary: "took 3.0 s", fix: "name server",
            proves: ["F34"]
        ) { $0.keyDocument = slow(3000) },
        CheckCase(
            "answer.time", .fail, "nine seconds", summary: "peers give up", fix: "time limits"
        ) { $0.keyDocument = slow(9000) },
        CheckCase(
            "answer.time", .fail, "no answer", summary: "is not answered", fix: "time limits"
        ) { $0.keyDocument = .failure(.timeout, "no answer within 10 s") },
        CheckCase(
            "answer.stable", .fail, "one of two upstreams is dead",
            summary: "failed, and were answered when asked again: 502",
            fix: "127.0.0.1 rather than localhost", proves: ["F33"]
        ) {
            let dead: CannedHTTP.Answer = .status(
                502, headers: [HTTPHeader("Server", "nginx")], body: "<html>")
            let good: CannedHTTP.Answer = .json(Scene.unsigned, status: 401)
            $0.firstRows = [CannedHTTP.Row("GET", "*", media, dead, good, good, dead, good)]
        },
        CheckCase(
            "answer.stable", .fail, "one of two upstreams is dead, and another path is slow",
            summary: "failed, and were answered when asked again: 502",
            fix: "127.0.0.1 rather than localhost"
        ) {
            let dead: CannedHTTP.Answer = .status(
                502, headers: [HTTPHeader("Server", "nginx")], body: "<html>")
            let good: CannedHTTP.Answer = .json(Scene.unsigned, status: 401)
            $0.keyDocument = slow(3000)
            $0.firstRows = [CannedHTTP.Row("GET", "*", media, dead, good, good, dead, good)]
        },
        CheckCase(
            "answer.stable", .fail, "a limit of requests that refuses with 503",
            summary: "1 of 30 requests failed, and were answered when asked again: 503",
            fix: "nginx: limit_req", proves: ["F33"]
        ) {
            let busy: CannedHTTP.Answer = .status(
                503, headers: [HTTPHeader("Server", "nginx")], body: "<html>")
            $0.firstRows = [
                CannedHTTP.Row("GET", "*", "/_matrix/federation/v1/event/*", busy, $0.characters)
            ]
        },
        CheckCase(
            "proxy.characters", .pass, "the front end fails at one of them, once",
            summary: "arrive"
        ) {
            $0.firstRows = [
                CannedHTTP.Row(
                    "GET", "*", "/_matrix/federation/v1/event/*", .status(502), $0.characters)
            ]
        },
        CheckCase(
            "notary.answer", .skip, "the question to the notary is limited", summary: "429"
        ) {
            $0.notaryGet = limited
            $0.notaryPost = limited
        },
        CheckCase(
            "answer.stable", .skip, "a path that is always dead", summary: "fails every time"
        ) { $0.firstRows = [CannedHTTP.Row("GET", "*", media, .status(502))] },
        CheckCase(
            "answer.stable", .warn, "two homeservers behind one name",
            summary: "different homeservers: Synapse 1.140.0, Dendrite 0.15.0",
            fix: "forward to one homeserver"
        ) {
            $0.otherAgents = .json(#"{"server":{"name":"Dendrite","version":"0.15.0"}}"#)
        },
    ]

    private static let limited: CannedHTTP.Answer = .status(
        429, headers: [HTTPHeader("Server", "nginx"), HTTPHeader("Content-Type", "text/html")],
        body: "<html>429 Too Many Requests</html>")

    private static func slow(_ milliseconds: Double) -> CannedHTTP.Answer {
        .response(
            HTTPResponse(
                status: 200, headers: [HTTPHeader("Content-Type", "application/json")],
                body: Array(KeyDocuments.good().utf8), timings: HTTPTimings(total: milliseconds)))
    }
}
