import FederationCore
import MatrixJSON
import TestHomeserver
import Testing

@Suite("Signed requests to the embedded homeserver")
struct AuthorizationTests {
    private static let target = "/_matrix/federation/v1/publicRooms"

    @Test("A request that is signed with a known key is accepted, and the journal says so")
    func accepted() async throws {
        try await TestBed.run { bed in
            let response = try await bed.ask(
                try FederationRequest(method: "GET", target: Self.target, to: try one))
            #expect(response.status == 200)
            #expect(response.json == ["chunk": [], "total_room_count_estimate": 0])
            let request = try #require(bed.journal.requests.first)
            guard case .accepted(let claim) = request.authorization else {
                Issue.record("not accepted: \(request.authorization)")
                return
            }
            #expect(claim.origin == "stranger.test")
            #expect(claim.destination == "one.test")
            #expect(claim.keyID == "ed25519:k3")
            #expect(claim.signaturePrefix.count == 6)
        }
    }

    @Test("The servers of one process know each other's keys")
    func neighbour() async throws {
        try await TestBed.run { bed in
            let two = FederationIdentity(
                serverName: try ServerName(parsing: "two.test"), key: try TestBed.key(2))
            let signed = try FederationRequest(method: "GET", target: Self.target, to: try one)
                .signed(by: two)
            #expect(try await bed.ask(authorization: signed.authorization).status == 200)
            let impostor = FederationIdentity(serverName: two.serverName, key: try TestBed.key(4))
            let wrong = try FederationRequest(method: "GET", target: Self.target, to: try one)
                .signed(by: impostor)
            #expect(try await bed.ask(authorization: wrong.authorization).status == 401)
        }
    }

    @Test("Old senders leave the destination out, and are understood")
    func withoutDestination() async throws {
        try await TestBed.run { bed in
            let header = try bed.header(destination: nil, signedFor: try one)
            #expect(try await bed.ask(authorization: header.headerValue).status == 200)
        }
    }

    @Test("A request for another server is 401, also for one of the same process")
    func wrongDestination() async throws {
        try await TestBed.run { bed in
            for name in ["two.test", "elsewhere.test", "ONE.test"] {
                let other = try ServerName(parsing: name)
                let header = try bed.header(destination: other, signedFor: other)
                let response = try await bed.ask(authorization: header.headerValue)
                #expect(response.status == 401)
                #expect(response.errorCode == "M_UNAUTHORIZED")
            }
        }
    }

    @Test("A signature over anything else is 401")
    func badSignature() async throws {
        try await TestBed.run { bed in
            let header = try bed.header(destination: try one, signedFor: try one)
            let other = try await bed.ask(
                "GET", Self.target + "?limit=1",
                headers: [HTTPHeader("Authorization", header.headerValue)])
            #expect(other.status == 401)
            let method = try await bed.ask(
                "POST", Self.target, headers: [HTTPHeader("Authorization", header.headerValue)],
                body: Array("{}".utf8))
            #expect(method.status == 401)
            guard case .refused(_, let reason) = bed.journal.requests.last?.authorization else {
                Issue.record("the journal does not say that it was refused")
                return
            }
            #expect(!reason.isEmpty)
        }
    }

    @Test("A body other than the signed one is 401, and another spelling of it is not")
    func body() async throws {
        try await TestBed.run { bed in
            let request = try FederationRequest(
                method: "POST", target: Self.target, to: try one,
                body: .bytes(Array(#"{"limit":1,"filter":{}}"#.utf8)))
            let authorization = try request.signed(by: bed.stranger).authorization
            for (body, status) in [
                (#"{ "filter": {},  "limit": 1 }"#, 200), (#"{"limit":2,"filter":{}}"#, 401),
                ("{}", 401), ("", 401),
            ] {
                let response = try await bed.ask(
                    "POST", Self.target, headers: [HTTPHeader("Authorization", authorization)],
                    body: Array(body.utf8))
                #expect(response.status == status, "\(body)")
            }
        }
    }

    @Test(
        "A body that is not JSON is 400, once the request says who signed it",
        arguments: [
            ("{", "M_NOT_JSON"), ("nope", "M_NOT_JSON"),
            (#"{"a":"\ud800"}"#, "M_BAD_JSON"), (#"{"a":1,"a":1}"#, "M_BAD_JSON"),
            ("{\"a\":\"\u{1}\"}", "M_NOT_JSON"),
        ])
    func notJSON(body: String, code: String) async throws {
        try await TestBed.run { bed in
            let header = try bed.header(destination: try one, signedFor: try one)
            let response = try await bed.ask(
                "POST", Self.target, headers: [HTTPHeader("Authorization", header.headerValue)],
                body: Array(body.utf8))
            #expect(response.status == 400)
            #expect(response.errorCode == code)
        }
    }

    @Test("A signed body that is no object is 400 M_BAD_JSON")
    func notObject() async throws {
        try await TestBed.run { bed in
            let request = try FederationRequest(
                method: "POST", target: Self.target, to: try one, body: .bytes(Array("[]".utf8)))
            let response = try await bed.ask(request)
            #expect(response.status == 400)
            #expect(response.errorCode == "M_BAD_JSON")
        }
    }

    @Test("A key that cannot be had is 401 and says why")
    func unknownKey() async throws {
        try await TestBed.run { bed in
            let nobody = FederationIdentity(
                serverName: try ServerName(parsing: "nobody.test"), key: try TestBed.key(5))
            let signed = try FederationRequest(method: "GET", target: Self.target, to: try one)
                .signed(by: nobody)
            let response = try await bed.ask(authorization: signed.authorization)
            #expect(response.status == 401)
            #expect(
                response.json["error"]
                    == "the key 'ed25519:k5' of 'nobody.test' is not known: nobody was asked")
        }
    }

    @Test(
        "Of a header that has no end, only the beginning is told",
        arguments: [
            #"X-Matrix origin="nobody.test",key="ed25519:LONG",sig="AAAA""#,
            #"X-Matrix origin="nobody.test",key="ed25519:LONG!",sig="AAAA""#,
            #"X-Matrix origin="nobody.test",key="LONG",sig="AAAA""#, "LONG",
        ])
    func endless(value: String) async throws {
        try await TestBed.run { bed in
            let long = value.replacing("LONG", with: String(repeating: "k", count: 50_000))
            let response = try await bed.ask(authorization: long)
            #expect(response.status == 401)
            #expect(response.body.count < 1_000, "\(response.body.count)")
            let record = try #require(bed.journal.records.last)
            #expect(record.json.canonicalBytes().count < 2_000)
        }
    }

    @Test(
        "A header that cannot be read is 401",
        arguments: [
            "Bearer abc", "X-Matrix", "X-Matrix origin=", "X-Matrix key=\"ed25519:1\"",
            "X-Matrix origin=\"a b\",key=\"ed25519:1\",sig=\"x\"", "\"", ",,,",
        ])
    func unreadable(value: String) async throws {
        try await TestBed.run { bed in
            let response = try await bed.ask(authorization: value)
            #expect(response.status == 401)
            #expect(response.errorCode == "M_UNAUTHORIZED")
            guard case .unreadable = bed.journal.requests.last?.authorization else {
                Issue.record("the journal does not say that it is unreadable")
                return
            }
        }
    }

    @Test("Where several headers came, the first one that can be read counts")
    func severalHeaders() async throws {
        try await TestBed.run { bed in
            let header = try bed.header(destination: try one, signedFor: try one)
            let response = try await bed.ask(
                "GET", Self.target,
                headers: [
                    HTTPHeader("Authorization", "Bearer abc"),
                    HTTPHeader("Authorization", header.headerValue),
                ])
            #expect(response.status == 200)
        }
    }

    @Test("A row that needs no signature does not look at one, and the journal says that")
    func notJudged() async throws {
        try await TestBed.run { bed in
            let header = try bed.header(destination: try one, signedFor: try one)
            let response = try await bed.ask(
                "GET", "/_matrix/federation/v1/version",
                headers: [HTTPHeader("Authorization", header.headerValue)])
            #expect(response.status == 200)
            guard case .notJudged = bed.journal.requests.last?.authorization else {
                Issue.record("the journal says something else")
                return
            }
        }
    }

    private var one: ServerName {
        get throws { try ServerName(parsing: "one.test") }
    }
}

extension TestBed {
    /// Asks for the public rooms with that `Authorization`.
    fileprivate func ask(authorization: String) async throws -> HTTPResponse {
        try await ask(
            "GET", "/_matrix/federation/v1/publicRooms",
            headers: [HTTPHeader("Authorization", authorization)])
    }

    /// A header for the public rooms that names `destination` and is signed for `signedFor`.
    fileprivate func header(
        destination: ServerName?, signedFor: ServerName
    ) throws -> XMatrixHeader {
        let signed = try FederationRequest(
            method: "GET", target: "/_matrix/federation/v1/publicRooms", to: signedFor
        ).signed(by: stranger)
        return XMatrixHeader(
            origin: stranger.serverName, destination: destination, keyID: stranger.key.keyID,
            signature: stranger.key.sign(signed.signedObject))
    }
}
