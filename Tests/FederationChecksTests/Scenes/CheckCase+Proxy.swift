import FederationCore
import Findings
import TestSupport

extension CheckCase {
    private static func page(_ status: Int, _ server: String? = nil) -> CannedHTTP.Answer {
        let headers = [HTTPHeader("Content-Type", "text/html")]
        let more = server.map { [HTTPHeader("Server", $0)] } ?? []
        return .status(status, headers: headers + more, body: "<html>not here</html>")
    }

    private static let versionPath = "/_matrix/federation/v1/version"
    private static let good: CannedHTTP.Answer = .json(
        #"{"server":{"name":"Synapse","version":"1.140.0"}}"#)

    private static func good(over http: String, _ version: String = "1.140.0") -> CannedHTTP.Answer
    {
        .response(
            HTTPResponse(
                status: 200, version: http,
                headers: [HTTPHeader("Content-Type", "application/json")],
                body: Array(#"{"server":{"name":"Synapse","version":"\#(version)"}}"#.utf8)))
    }

    /// The server offers HTTP/2; the version is asked over it last.
    private static func offerHTTP2(_ scene: inout Scene, _ answer: CannedHTTP.Answer) {
        var result = Scene.handshake()
        result.applicationProtocol = "h2"
        scene.handshake = .result(result)
        scene.firstRows = [
            CannedHTTP.Row("GET", "*", versionPath, over: .http2, answer)
        ]
    }

    private static let keyPath = "/_matrix/key/v2/server"

    /// Answers of their own for a program in Go.
    private static func forGo(
        _ target: String, _ answer: CannedHTTP.Answer, _ later: CannedHTTP.Answer? = nil
    ) -> CannedHTTP.Row {
        CannedHTTP.Row(
            "GET", "*", target, carrying: "Go-http-client", answer, later ?? answer)
    }

    /// The front end refuses two programs: fedctl and curl.
    private static func blockFedctl(_ scene: inout Scene) {
        scene.firstRows = ["fedctl", "curl/"].map {
            CannedHTTP.Row("*", "*", "/_matrix/*", carrying: $0, page(403, "nginx"))
        }
    }

    /// The right `Host` is not known, and another one is.
    private static func misled(_ scene: inout Scene, by server: String?, status: Int = 404) {
        scene.firstRows = [
            CannedHTTP.Row("GET", "matrix.example.org:443", versionPath, page(status, server))
        ]
    }

    /// One encoded character is answered otherwise than the path without it.
    private static func lost(
        _ scene: inout Scene, _ character: String, _ answer: CannedHTTP.Answer
    ) {
        let path = "/_matrix/federation/v1/event/%24fedctl"
        scene.firstRows = [
            CannedHTTP.Row("GET", "*", path + "%2F%5C%3B%25%3F%23x", answer),
            CannedHTTP.Row("GET", "*", path + character + "x", answer),
        ]
    }

    /// Apache decodes the path, and the homeserver does not say which one arrived.
    private static func decodeLetters(_ scene: inout Scene) {
        scene.frontEnd = page(404, "Apache")
        scene.sigils = .json(Scene.unrecognized, status: 404)
        scene.firstRows += [
            CannedHTTP.Row("GET", "*", "/_matrix/federation/v1/versio%6E", good),
            CannedHTTP.Row("GET", "*", "/_matrix/federation%2Fv1/version", page(404, "Apache")),
        ]
    }

    /// The homeserver misses the token that was sent.
    private static func loseQuery(_ scene: inout Scene) {
        let answer: CannedHTTP.Answer = .json(
            #"{"errcode":"M_MISSING_TOKEN","error":"no access_token"}"#, status: 401)
        scene.unknownToken = answer
        scene.noToken = answer
    }

    static let proxy = [
        CheckCase(
            "proxy.host", .fail, "a rule of nginx for the name without the port",
            summary: "answers for \"Host: matrix.example.org\"",
            fix: "nginx: add the name to server_name",
            proves: ["D26", "F08"]
        ) { misled(&$0, by: "nginx") },
        CheckCase(
            "proxy.host", .fail, "HAProxy compares with the port", summary: "but peers send",
            fix: "HAProxy: compare with hdr(host),field(1,:)"
        ) {
            let answer: CannedHTTP.Answer = .status(
                503, headers: [HTTPHeader("Content-Type", "text/html")],
                body: "<html><body><h1>503 Service Unavailable</h1>\nNo server</body></html>")
            $0.firstRows = [
                CannedHTTP.Row("GET", "matrix.example.org:443", versionPath, answer)
            ]
        },
        CheckCase(
            "proxy.host", .skip, "no Host works", summary: "no other Host reaches"
        ) { $0.version = page(404, "nginx") },
        CheckCase(
            "proxy.agents", .fail, "Go is blocked", summary: "Go-http-client/1.1 does not reach",
            fix: "bot protection", proves: ["F10"]
        ) {
            $0.firstRows = [CannedHTTP.Row("GET", "*", versionPath, good, good, page(403))]
        },
        CheckCase(
            "proxy.agents", .fail, "fedctl is blocked, and one other",
            summary:
                "do not reach the homeserver, and others do: 403, HTML; the rest was asked as Synapse",
            fix: "nginx: exempt /_matrix/"
        ) { blockFedctl(&$0) },
        CheckCase(
            "route.map", .pass, "fedctl is blocked, and others are not", summary: "12 of 12"
        ) { blockFedctl(&$0) },
        CheckCase(
            "keys.document", .pass, "fedctl is blocked, and others are not", summary: "ed25519:"
        ) { blockFedctl(&$0) },
        CheckCase(
            "proxy.agents", .fail, "Go is blocked from the keys alone",
            summary: "Go-http-client/1.1 does not reach", fix: "bot protection"
        ) { $0.firstRows = [forGo(keyPath, page(403))] },
        CheckCase(
            "proxy.agents", .fail, "Go is told that the server is down",
            summary: "Go-http-client/1.1 does not reach", fix: "bot protection"
        ) { $0.firstRows = [forGo("/_matrix/*", page(503))] },
        CheckCase(
            "proxy.agents", .fail, "Go is cut off", summary: "Go-http-client/1.1 does not reach",
            fix: "bot protection"
        ) { $0.firstRows = [forGo("/_matrix/*", .failure(.connect, "closed"))] },
        CheckCase(
            "answer.stable", .skip, "Go is told that the server is down",
            summary: "fails every time for Go-http-client/1.1"
        ) { $0.firstRows = [forGo("/_matrix/*", page(503))] },
        CheckCase(
            "proxy.agents", .pass, "one of two servers is dead, and Go meets it",
            summary: "6 user agents"
        ) { $0.firstRows = [forGo(keyPath, page(503), .json(KeyDocuments.good()))] },
        CheckCase(
            "answer.stable", .fail, "one of two servers is dead, and Go meets it",
            summary: "1 of 30 requests failed, and were answered when asked again: 503"
        ) { $0.firstRows = [forGo(keyPath, page(503), .json(KeyDocuments.good()))] },
        CheckCase(
            "answer.stable", .skip, "what is signed is refused by the front end",
            summary: "fails every time: 502"
        ) { $0.badSignature = page(502) },
        CheckCase(
            "proxy.agents", .fail, "a challenge for all", summary: "is sent a challenge",
            fix: "Cloudflare: make a WAF rule"
        ) {
            $0.version = .status(
                403,
                headers: [
                    HTTPHeader("Server", "cloudflare"), HTTPHeader("CF-Mitigated", "challenge"),
                ], body: "<html><title>Just a moment...</title>")
        },
        CheckCase(
            "proxy.agents", .fail, "PUT is blocked", summary: "is refused with PUT",
            fix: "Cloudflare: make a WAF rule"
        ) {
            $0.firstRows = [
                CannedHTTP.Row("PUT", "*", "/_matrix/federation/v1/send/fedctl-size", .status(100)),
                CannedHTTP.Row("PUT", "*", "/_matrix/*", page(520, "cloudflare")),
            ]
        },
        CheckCase(
            "proxy.agents", .fail, "PUT is not allowed", summary: "is refused with PUT",
            fix: "limit_except"
        ) {
            $0.firstRows = [
                CannedHTTP.Row("PUT", "*", "/_matrix/federation/v1/send/fedctl-size", .status(100)),
                CannedHTTP.Row("PUT", "*", "/_matrix/*", page(405, "nginx")),
            ]
        },
        CheckCase(
            "proxy.agents", .skip, "no method is allowed", summary: "no user agent reaches"
        ) { $0.firstRows = [CannedHTTP.Row("*", "*", "/_matrix/*", page(405, "nginx"))] },
        CheckCase(
            "proxy.characters", .warn, "Traefik refuses one", summary: "%2F in a path is refused",
            fix: "Traefik: set encodedCharacters", proves: ["F28"]
        ) {
            lost(&$0, "%2F", .status(400))
        },
        CheckCase(
            "proxy.characters", .warn, "Envoy redirects one",
            summary: "%2F in a path is redirected",
            fix: "KEEP_UNCHANGED"
        ) {
            lost(
                &$0, "%2F",
                .status(
                    307, headers: [HTTPHeader("Location", "/x"), HTTPHeader("Server", "envoy")]))
        },
        CheckCase(
            "proxy.characters", .fail, "nginx decodes the path, and the homeserver does not say so",
            summary: "%2F in a path is decoded before the homeserver, and nginx decodes all others",
            fix: "without a slash or path after the port", proves: ["F28"]
        ) {
            $0.frontEnd = page(404, "nginx")
            $0.sigils = .json(Scene.unrecognized, status: 404)
            lost(&$0, "%2F", .json(Scene.unrecognized, status: 404))
        },
        CheckCase(
            "proxy.characters", .fail, "the characters of every ID are decoded",
            summary: "%21, %24, %40, %3A in a path are rewritten before the homeserver: signatures",
            fix: "without a slash or path after the port", proves: ["F28"]
        ) {
            $0.frontEnd = page(404, "nginx")
            $0.sigils = Scene.refusal(ofPath: "/_matrix/media/v3/download/example.org/fedctl!$@:")
        },
        CheckCase(
            "proxy.characters", .warn, "a slash alone is decoded",
            summary: "%2F in a path is decoded before the homeserver",
            fix: "url-path-2f-decode"
        ) {
            $0.frontEnd = page(404, "lighttpd")
            lost(&$0, "%2F", .json(Scene.unrecognized, status: 404))
        },
        CheckCase(
            "proxy.characters", .pass, "a homeserver that does not say which path arrived",
            summary: "%2F, %5C"
        ) {
            $0.sigils = .json(Scene.unrecognized, status: 404)
        },
        CheckCase(
            "proxy.characters", .warn, "Apache refuses one", summary: "%2F in a path is refused",
            fix: "AllowEncodedSlashes NoDecode"
        ) { lost(&$0, "%2F", page(404, "Apache")) },
        CheckCase(
            "proxy.characters", .fail, "Apache without nocanon, which refuses %25 alone",
            summary: "the path is decoded before the homeserver, %21, %24, %40 and %3A with it",
            fix: "nocanon behind ProxyPass", proves: ["F28"]
        ) { scene in
            lost(&scene, "%25", page(400, "Apache"))
            decodeLetters(&scene)
        },
        CheckCase(
            "proxy.characters", .fail, "an older Apache without nocanon, which refuses nothing",
            summary: "signatures cover the path as it was sent", fix: "nocanon"
        ) { decodeLetters(&$0) },
        CheckCase(
            "proxy.characters", .warn, "Apache with nocanon, without AllowEncodedSlashes",
            summary: "%2F in a path is refused", fix: "AllowEncodedSlashes NoDecode"
        ) {
            lost(&$0, "%2F", page(404, "Apache"))
            $0.sigils = .json(Scene.unrecognized, status: 404)
        },
        CheckCase(
            "proxy.characters", .pass, "a homeserver that decodes paths itself, behind Apache",
            summary: "%2F, %5C"
        ) {
            decodeLetters(&$0)
            $0.firstRows.insert(
                CannedHTTP.Row("GET", "*", "/_matrix/federation%2Fv1/version", good), at: 0)
        },
        CheckCase(
            "proxy.query", .fail, "HAProxy puts a query of its own in place",
            summary: "the query is lost before the homeserver",
            fix: "HAProxy: no http-request set-query"
        ) {
            $0.frontEnd = .status(
                404, headers: [HTTPHeader("Content-Type", "text/html")],
                body: "<html><body><h1>404 Not Found</h1>")
            loseQuery(&$0)
        },
        CheckCase(
            "proxy.query", .fail, "nginx forwards a variable",
            summary: "a request with ?access_token=… is answered as one without",
            fix: "$request_uri does"
        ) {
            $0.frontEnd = page(404, "nginx")
            $0.unknownToken = $0.noToken
        },
        CheckCase(
            "openid.userinfo", .skip, "the query is lost", summary: "see proxy.query"
        ) { loseQuery(&$0) },
        CheckCase(
            "proxy.query", .skip, "the same words with a token and without",
            summary: "cannot tell: with and without"
        ) {
            $0.unknownToken = .json(#"{"errcode":"M_FORBIDDEN","error":"no"}"#, status: 403)
            $0.noToken = $0.unknownToken
        },
        CheckCase(
            "proxy.query", .skip, "openid is not routed", summary: "does not reach the homeserver"
        ) { $0.unknownToken = page(404, "nginx") },
        CheckCase(
            "proxy.characters", .skip, "the path is not routed", summary: "without them either"
        ) { $0.characters = page(404) },
        CheckCase(
            "proxy.body-size", .fail, "the default of nginx",
            summary: "a body of 1.1 MB is refused",
            fix: "nginx: client_max_body_size", proves: ["F31"]
        ) {
            $0.hugeBody = page(413, "nginx")
            $0.bodySize = page(413, "nginx")
            $0.smallerBodies = [page(413, "nginx"), page(413, "nginx")]
        },
        CheckCase(
            "proxy.body-size", .warn, "a limit of 10 MB", summary: "a body of 12.0 MB is refused",
            fix: "server.max-request-size"
        ) {
            $0.hugeBody = page(413, "lighttpd/1.4.69")
            $0.bodySize = page(413, "lighttpd/1.4.69")
        },
        CheckCase(
            "proxy.body-size", .pass, "a limit of 50 MB, whatever answers",
            summary: "a body of 12.0 MB is taken, and one of 55.0 MB refused with 413"
        ) {
            $0.hugeBody = page(413)
        },
        CheckCase(
            "proxy.body-size", .skip, "a smaller body is not answered", summary: "no answer"
        ) {
            $0.hugeBody = page(413, "nginx")
            $0.bodySize = .failure(.timeout, "no answer within 2 s")
        },
        CheckCase(
            "proxy.body-size", .skip, "Apache answers 100 whatever its limit is",
            summary: "cannot tell: Apache"
        ) {
            $0.frontEnd = page(404, "Apache")
            $0.hugeBody = .status(100)
        },
        CheckCase(
            "proxy.body-size", .skip, "nobody knows what answers 100", summary: "cannot tell"
        ) { $0.hugeBody = .status(100) },
        CheckCase(
            "proxy.body-size", .skip, "the announcement is not answered", summary: "no answer"
        ) { $0.hugeBody = .failure(.timeout, "no answer within 2 s") },
        CheckCase("proxy.http-versions", .pass, "HTTP/2 as well", summary: "the same answer") {
            offerHTTP2(&$0, good(over: "HTTP/2"))
        },
        CheckCase(
            "proxy.http-versions", .fail, "HTTP/2 breaks off",
            summary: "only HTTP/1.1 reaches the homeserver: stream", fix: "HTTP/1.1 alone"
        ) { offerHTTP2(&$0, .failure(.other, "stream reset")) },
        CheckCase(
            "answer.stable", .pass, "HTTP/2 breaks off", summary: "the key document 6 times"
        ) { offerHTTP2(&$0, .failure(.other, "stream reset")) },
        CheckCase(
            "proxy.http-versions", .fail, "another site for HTTP/2",
            summary: "only HTTP/1.1 reaches the homeserver: 404, HTML", fix: "nginx"
        ) { offerHTTP2(&$0, page(404, "nginx")) },
        CheckCase(
            "proxy.http-versions", .warn, "another homeserver for HTTP/2",
            summary: "HTTP/2 gets another answer", fix: "the same rules"
        ) { offerHTTP2(&$0, good(over: "HTTP/2", "1.99.0")) },
        CheckCase(
            "proxy.http-versions", .warn, "HTTP/2 in the handshake alone",
            summary: "the answer is HTTP/1.1", fix: "the same rules"
        ) { offerHTTP2(&$0, good(over: "HTTP/1.1")) },
        CheckCase(
            "proxy.port", .fail, "8448 is closed, and 443 would do",
            summary: "port 443 of the same address reaches the homeserver",
            fix: "{\"m.server\":\"example.org:443\"}", proves: ["F69"]
        ) {
            $0.wellKnown = .status(404)
            $0.handshake = .failure(.refused, "connection refused")
        },
        CheckCase(
            "proxy.port", .skip, "8448 is closed, and 443 is a website",
            summary: "does not lead to the homeserver either"
        ) {
            $0.wellKnown = .status(404)
            $0.version = page(404)
            $0.handshake = .failure(.refused, "connection refused")
        },
    ]
}
