import FederationCore
import MatrixJSON
import TestHomeserver
import Testing

@testable import struct TestHomeserver.EndpointHandler

@Suite("Routing of the embedded homeserver")
struct RoutingTests {
    @Test("Every row of the endpoint table has one handler, and every handler a row")
    func coverage() {
        let rows = Endpoint.all.map(\.name).sorted()
        #expect(EndpointHandler.all.map(\.endpoint).sorted() == rows)
    }

    @Test(
        "A path that is in no row is 404 M_UNRECOGNIZED",
        arguments: [
            "/", "/_matrix/federation/v1/nope", "/_matrix/federation/v1/version/",
            "//_matrix/federation/v1/version", "/_matrix/federation/v1/ver%73ion",
            "/_matrix/client/versions", "/_matrix/media/v3/download/one.test/x",
        ])
    func unknownPath(target: String) async throws {
        try await TestBed.run { bed in
            for method in ["GET", "PUT"] {
                let response = try await bed.ask(method, target, body: method == "PUT" ? [] : nil)
                #expect(response.status == 404)
                #expect(response.errorCode == "M_UNRECOGNIZED")
                #expect(response.mediaType == "application/json")
            }
        }
    }

    @Test("Every row refuses the methods that it has not with 405 and names those that it has")
    func wrongMethods() async throws {
        try await TestBed.run { bed in
            for endpoint in Endpoint.all {
                let response = try await bed.ask("DELETE", endpoint.sampleTarget)
                #expect(response.status == 405, "\(endpoint.name)")
                #expect(response.errorCode == "M_UNRECOGNIZED")
                let allowed = response.headers.firstValue(of: "Allow") ?? ""
                #expect(allowed.contains(endpoint.method), "\(endpoint.name)")
            }
        }
    }

    @Test("Every signed row refuses a request that is not signed with 401 M_UNAUTHORIZED")
    func unsigned() async throws {
        try await TestBed.run { bed in
            for endpoint in Endpoint.all where endpoint.authentication == .signed {
                let response = try await bed.ask(
                    endpoint.method, endpoint.sampleTarget,
                    body: endpoint.hasBody ? Array("{}".utf8) : nil)
                #expect(response.status == 401, "\(endpoint.name)")
                #expect(response.errorCode == "M_UNAUTHORIZED")
            }
        }
    }

    @Test("Every signed row answers a signed request as a server without rooms and users does")
    func signed() async throws {
        let expected: [String: (Int, String?)] = [
            "send": (200, nil), "event-auth": (404, "M_NOT_FOUND"),
            "backfill": (404, "M_NOT_FOUND"), "missing-events": (404, "M_NOT_FOUND"),
            "state": (404, "M_NOT_FOUND"), "state-ids": (404, "M_NOT_FOUND"),
            "event": (404, "M_NOT_FOUND"), "timestamp-to-event": (404, "M_NOT_FOUND"),
            "make-join": (404, "M_NOT_FOUND"), "send-join": (403, "M_FORBIDDEN"),
            "send-join-v1": (403, "M_FORBIDDEN"), "make-knock": (404, "M_NOT_FOUND"),
            "send-knock": (404, "M_NOT_FOUND"), "make-leave": (403, "M_FORBIDDEN"),
            "send-leave": (404, "M_NOT_FOUND"), "send-leave-v1": (404, "M_NOT_FOUND"),
            "invite": (400, "M_MISSING_PARAM"), "invite-v1": (400, "M_INVALID_PARAM"),
            "exchange-third-party-invite": (404, "M_NOT_FOUND"), "public-rooms": (200, nil),
            "public-rooms-search": (200, nil), "hierarchy": (404, "M_NOT_FOUND"),
            "query": (404, "M_UNRECOGNIZED"), "directory": (404, "M_NOT_FOUND"),
            "profile": (404, "M_NOT_FOUND"), "user-devices": (404, "M_NOT_FOUND"),
            "keys-claim": (200, nil), "keys-query": (200, nil),
            "media-download": (404, "M_NOT_FOUND"), "media-thumbnail": (404, "M_NOT_FOUND"),
            "policy-sign": (404, "M_UNRECOGNIZED"),
        ]
        let rows = Endpoint.all.filter { $0.authentication == .signed }
        #expect(Set(rows.map(\.name)) == Set(expected.keys))
        try await TestBed.run { bed in
            for endpoint in rows {
                let response = try await bed.ask(try endpoint.sampleRequest)
                #expect(response.status == expected[endpoint.name]?.0, "\(endpoint.name)")
                #expect(response.errorCode == expected[endpoint.name]?.1, "\(endpoint.name)")
                #expect(response.mediaType == "application/json")
            }
        }
    }

    @Test("A required parameter that is not there is M_MISSING_PARAM, at every row that has one")
    func missingParameters() async throws {
        try await TestBed.run { bed in
            for endpoint in Endpoint.all where endpoint.authentication == .signed {
                let isRequired = { (parameter: EndpointParameter) in
                    parameter.place != .path && parameter.isRequired
                }
                guard endpoint.parameters.contains(where: isRequired) else { continue }
                let request = try FederationRequest(
                    method: endpoint.method, target: endpoint.sampleTarget,
                    to: try ServerName(parsing: "one.test"),
                    body: endpoint.hasBody ? .json([:]) : nil)
                let response = try await bed.ask(request)
                #expect(response.status == 400, "\(endpoint.name)")
                #expect(response.errorCode == "M_MISSING_PARAM", "\(endpoint.name)")
            }
        }
    }

    @Test(
        "A parameter of another type is M_INVALID_PARAM",
        arguments: [
            "/_matrix/federation/v1/query/profile?user_id=alice",
            "/_matrix/federation/v1/query/directory?room_alias=%21room%3Aone.test",
            "/_matrix/federation/v1/publicRooms?limit=many",
            "/_matrix/federation/v1/hierarchy/%21r?suggested_only=1",
            "/_matrix/federation/v1/timestamp_to_event/%21r?ts=1&dir=x",
            "/_matrix/federation/v1/event/nope",
            "/_matrix/federation/v1/state/%23room?event_id=%24e",
        ])
    func wrongType(target: String) async throws {
        try await TestBed.run { bed in
            let request = try FederationRequest(
                method: "GET", target: target, to: try ServerName(parsing: "one.test"))
            let response = try await bed.ask(request)
            #expect(response.status == 400)
            #expect(response.errorCode == "M_INVALID_PARAM")
        }
    }

    @Test("Where the server is, what it runs, and whose token it knows needs no signature")
    func unsignedRows() async throws {
        try await TestBed.run { bed in
            let version = try await bed.ask("GET", "/_matrix/federation/v1/version")
            #expect(version.json == ["server": ["name": "fedctl", "version": "1.2.3"]])
            let wellKnown = try await bed.ask("GET", "/.well-known/matrix/server")
            #expect(wellKnown.json == ["m.server": "matrix.one.test:443"])
            #expect(wellKnown.headers.firstValue(of: "Cache-Control") == "max-age=3600")
            let none = try await bed.ask("GET", "/.well-known/matrix/server", host: "two.test")
            #expect(none.status == 404)
            #expect(none.errorCode == "M_NOT_FOUND")
            let userinfo = "/_matrix/federation/v1/openid/userinfo"
            let spelled = try await bed.ask("GET", "\(userinfo)?access%5Ftoken=secret")
            #expect(spelled.status == 401)
            let token = try await bed.ask("GET", "\(userinfo)?access_token=secret")
            #expect(token.status == 401)
            #expect(token.errorCode == "M_UNKNOWN_TOKEN")
            #expect(try await bed.ask("GET", userinfo).errorCode == "M_MISSING_TOKEN")
            let bound = try await bed.ask(
                "PUT", "/_matrix/federation/v1/3pid/onbind",
                body: Array(
                    #"{"medium":"email","address":"a@b.test","mxid":"@a:one.test","invites":[]}"#
                        .utf8))
            #expect(bound.status == 404)
            #expect(bound.errorCode == "M_NOT_FOUND")
        }
    }

    @Test(
        "A transaction is answered event by event, and held to its limits",
        arguments: [
            (#"{"pdus":[]}"#, 200, #"{"pdus":{}}"#),
            (
                #"{"pdus":[{"event_id":"$a:b.test"},{"room_id":"!r"}],"edus":[{}]}"#, 200,
                #"{"pdus":{"$a:b.test":{"error":"there is no such room here"}}}"#
            ),
            (#"{"edus":[]}"#, 400, "M_MISSING_PARAM"), (#"{"pdus":{}}"#, 400, "M_BAD_JSON"),
            (#"{"pdus":["x"]}"#, 400, "M_BAD_JSON"), (#"{"pdus":[],"edus":1}"#, 400, "M_BAD_JSON"),
            (many("pdus", 50), 200, #"{"pdus":{}}"#), (many("pdus", 51), 400, "M_BAD_JSON"),
            (many("edus", 101), 400, "M_BAD_JSON"),
        ])
    func transaction(body: String, status: Int, answer: String) async throws {
        try await TestBed.run { bed in
            let request = try FederationRequest(
                method: "PUT", target: "/_matrix/federation/v1/send/1",
                to: try ServerName(parsing: "one.test"), body: .bytes(Array(body.utf8)))
            let response = try await bed.ask(request)
            #expect(response.status == status)
            if status == 200 {
                #expect(String(decoding: response.body, as: UTF8.self) == answer)
            } else {
                #expect(response.errorCode == answer)
            }
        }
    }

    private static func many(_ name: String, _ count: Int) -> String {
        let list = [String](repeating: "{}", count: count).joined(separator: ",")
        return name == "pdus" ? "{\"pdus\":[\(list)]}" : "{\"pdus\":[],\"\(name)\":[\(list)]}"
    }
}
