import FederationCore
import Findings
import TestSupport

/// What a front end does with requests that it was not told to: cut, filter, cache, and answer itself.
extension CheckCase {
    private static func page(_ status: Int, _ server: String = "nginx") -> CannedHTTP.Answer {
        .status(
            status,
            headers: [HTTPHeader("Content-Type", "text/html"), HTTPHeader("Server", server)],
            body: "<html>not here</html>")
    }

    private static let unknown: CannedHTTP.Answer = .json(Scene.unrecognized, status: 404)
    private static let good: CannedHTTP.Answer = .json(
        #"{"server":{"name":"Synapse","version":"1.140.0"}}"#)
    private static let versionPath = "/_matrix/federation/v1/version"

    /// nginx cuts the beginning of a path off: the homeserver knows nothing but what has it twice.
    private static func strip(_ scene: inout Scene, _ prefix: String) {
        scene.firstRows = [
            CannedHTTP.Row("GET", "*", prefix + versionPath, good),
            CannedHTTP.Row("GET", "*", "/fedctl_unknown_path", page(404)),
            CannedHTTP.Row("*", "*", "/_matrix/*", unknown),
        ]
    }

    /// A filter refuses what has a percent sign in it.
    private static func refusePercents(_ scene: inout Scene) {
        scene.firstRows = [
            CannedHTTP.Row(
                "GET", "*", "/_matrix/federation/v1/event/fedctl",
                .json(Scene.unsigned, status: 401)),
            CannedHTTP.Row("GET", "*", "/_matrix/federation/v1/event/*", page(403)),
            CannedHTTP.Row("GET", "*", "/_matrix/federation/v1/query/profile*", page(403)),
            CannedHTTP.Row("GET", "*", "/_matrix/media/*", page(403)),
            CannedHTTP.Row("GET", "*", "/_matrix/key/v2/query/*", page(403)),
        ]
    }

    /// A cache gives what was answered without a signature to who has one.
    private static func cache(_ scene: inout Scene) {
        let profile = "/_matrix/federation/v1/query/profile?user_id=%40fedctl%3Aexample.org"
        scene.frontEnd = page(404)
        scene.firstRows = [
            CannedHTTP.Row("GET", "*", profile + "&fedctl=fresh", scene.badSignature),
            CannedHTTP.Row(
                "GET", "*", profile,
                .json(
                    Scene.unsigned, status: 401,
                    headers: [HTTPHeader("X-Cache", "HIT"), HTTPHeader("Age", "3")])),
        ]
    }

    static let frontEnd = [
        CheckCase(
            "route.map", .fail, "nginx with a slash behind the port",
            summary: "the front end cuts /_matrix off the path: 0 of 12 known paths",
            fix: "nginx: proxy_pass http://127.0.0.1:8008; without a slash"
        ) { strip(&$0, "/_matrix") },
        CheckCase(
            "route.map", .fail, "a longer beginning is cut off",
            summary: "the front end cuts /_matrix/federation off the path",
            fix: "without a slash"
        ) { strip(&$0, "/_matrix/federation") },
        CheckCase(
            "version.answer", .fail, "nginx with a slash behind the port",
            summary: "404, M_UNRECOGNIZED", fix: "the front end cuts /_matrix off the path: nginx"
        ) { strip(&$0, "/_matrix") },
        CheckCase(
            "keys.document", .fail, "nginx with a slash behind the port",
            summary: "404, M_UNRECOGNIZED", fix: "the front end cuts /_matrix off the path: nginx"
        ) { strip(&$0, "/_matrix") },
        CheckCase(
            "route.method", .skip, "the beginning of the path is cut off", summary: "see route.map"
        ) { strip(&$0, "/_matrix") },
        CheckCase(
            "media.route", .skip, "the beginning of the path is cut off", summary: "see route.map"
        ) { strip(&$0, "/_matrix") },
        CheckCase(
            "openid.userinfo", .skip, "the beginning of the path is cut off",
            summary: "see route.map"
        ) { strip(&$0, "/_matrix") },
        CheckCase(
            "route.map", .fail, "a homeserver that knows none of its paths, for whatever reason",
            summary: "0 of 12 known paths", fix: "forward paths as they came, to a homeserver"
        ) {
            $0.firstRows = [CannedHTTP.Row("*", "*", "/_matrix/*", unknown)]
        },
        CheckCase(
            "version.answer", .fail, "a list of addresses", summary: "403, HTML",
            fix: "nginx: look for deny, allow"
        ) { $0.firstRows = [CannedHTTP.Row("*", "*", "/_matrix/*", page(403))] },
        CheckCase(
            "route.map", .fail, "a list of addresses", summary: "0 of 12 known paths",
            fix: "nginx: look for deny, allow"
        ) { $0.firstRows = [CannedHTTP.Row("*", "*", "/_matrix/*", page(403))] },
        CheckCase(
            "media.route", .fail, "a filter of Apache", summary: "cannot fetch media",
            fix: "mod_security"
        ) {
            $0.firstRows = [
                CannedHTTP.Row(
                    "GET", "*", "/_matrix/federation/v1/media/*", page(403, "Apache"))
            ]
        },
        CheckCase(
            "openid.userinfo", .fail, "a filter of HAProxy", summary: "cannot ask who a user is",
            fix: "HAProxy: look for http-request deny"
        ) {
            $0.unknownToken = .status(
                403, headers: [HTTPHeader("Content-Type", "text/html")],
                body: "<html><body><h1>403 Forbidden</h1>\nnot allowed</body></html>")
        },
        CheckCase(
            "proxy.characters", .fail, "a filter of what has a percent sign in it",
            summary:
                "a path with %24 in it, as every event ID has, does not reach the homeserver: 403",
            fix: "nginx: look for deny", proves: ["F28"]
        ) { refusePercents(&$0) },
        CheckCase(
            "notary.answer", .fail, "a filter of the notary's path",
            summary: "GET is refused: 403", fix: "nginx: look for deny"
        ) {
            $0.frontEnd = page(404)
            $0.notaryGet = page(403)
            $0.notaryPost = page(403)
        },
        CheckCase(
            "notary.answer", .warn, "the front end forwards the key document alone",
            summary: "gives no keys of others", fix: "forward all of /_matrix/key/"
        ) {
            $0.frontEnd = page(404)
            $0.notaryGet = page(404)
            $0.notaryPost = page(404)
        },
        CheckCase(
            "route.map", .fail, "the front end forwards the key document alone",
            summary: "11 of 12 known paths",
            fix: "route all of /_matrix/key/ to the homeserver, as /_matrix/key/v2/server is"
        ) { $0.notary = page(404) },
        CheckCase(
            "auth.header", .fail, "a cache before the homeserver",
            summary: "a cache answers for the homeserver", fix: "nginx: proxy_cache off",
            proves: ["F32"]
        ) { cache(&$0) },
        CheckCase(
            "auth.destination", .skip, "a cache before the homeserver", summary: "see auth.header"
        ) { cache(&$0) },
        CheckCase(
            "version.answer", .fail, "nginx waits for nothing", summary: "504, HTML",
            fix: "nginx: the homeserver does not answer within proxy_read_timeout"
        ) { $0.version = page(504) },
        CheckCase(
            "version.answer", .fail, "nginx is closed for maintenance", summary: "503, HTML",
            fix: "nginx: look for return 503, limit_req"
        ) { $0.version = page(503) },
        CheckCase(
            "version.answer", .fail, "Apache finds nobody behind it", summary: "503, HTML",
            fix: "Apache: ProxyPass must name the address"
        ) { $0.version = page(503, "Apache/2.4.62") },
        CheckCase(
            "openid.userinfo", .skip, "a limit that answers 503 now and then",
            summary: "see answer.stable"
        ) {
            $0.firstRows = [
                CannedHTTP.Row(
                    "GET", "*", "/_matrix/federation/v1/fedctl_unknown_path", page(503), unknown)
            ]
            $0.noToken = page(503)
        },
        CheckCase(
            "version.answer", .fail, "a gateway that asks everybody for a login",
            summary: "401, JSON without errcode", fix: "without a password"
        ) { closeWithLogin(&$0) },
        CheckCase(
            "answer.errors", .fail, "a gateway that asks everybody for a login",
            summary: "401 without an errcode", fix: "without a password"
        ) { closeWithLogin(&$0) },
    ]

    /// A gateway answers everybody alike.
    private static func closeWithLogin(_ scene: inout Scene) {
        scene.firstRows = [
            CannedHTTP.Row(
                "*", "*", "/_matrix/*", .json(#"{"message":"Unauthorized"}"#, status: 401))
        ]
    }
}
