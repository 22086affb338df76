import FederationCore
import MatrixJSON
import RoomEvents
import RoomParticipation
import TestSupport
import Testing

@Suite("Third-party invites to rooms of the embedded homeserver", .serialized)
struct ThirdPartyInviteTests {
    /// A room of `one.test` into which `@a:one.test` invited who has the token `tok`.
    private static func room() throws -> String {
        let key = try TestBed.key(7).publicKey.base64
        return """
            {"id":"a","version":"10","join_rule":"invite","members":["@a:one.test","@c:one.test"],
             "state":[{"type":"m.room.third_party_invite","state_key":"tok","content":
               {"display_name":"b...","public_key":"\(key)","key_validity_url":"https://id.test"}}]}
            """
    }

    /// What the identity server signed for a user.
    private static func signed(_ user: String, by number: UInt8 = 7) throws -> JSONValue {
        .object(
            try signObject(
                ["mxid": .string(user), "token": "tok"], as: "id.test",
                with: try TestBed.key(number)))
    }

    private func exchange(
        _ bed: RoomBed, of user: String = "@bob:stranger.test", sender: String = "@a:one.test",
        key: UInt8 = 7, change: (inout JSONObject) -> Void = { _ in }
    ) async throws -> HTTPResponse {
        var body: JSONObject = [
            "type": "m.room.member", "room_id": "!a:one.test", "sender": .string(sender),
            "state_key": .string(user),
            "content": [
                "membership": "invite",
                "third_party_invite": [
                    "display_name": "b...", "signed": try Self.signed(user, by: key),
                ],
            ],
        ]
        change(&body)
        return try await bed.bed.ask(
            "exchange-third-party-invite", [("roomId", "!a:one.test")], body: body)
    }

    @Test("The server of the invited user has it turned into an invite, which it signs")
    func exchanged() async throws {
        let stranger = try SigningKey(
            keyID: try KeyID(parsing: "ed25519:k3"),
            seed: try SigningSeed(bytes: [UInt8](repeating: 3, count: 32)))
        let federation = CannedFederation { request in
            guard let body = try? JSONValue(parsing: request.body ?? []),
                case .object(let event)? = body["event"],
                let version = try? RoomVersion(parsing: body["room_version"]?.text ?? ""),
                let name = try? ServerName(parsing: "stranger.test"),
                let signed = try? signEvent(
                    event, version: version, as: name, with: stranger, keepsHash: true)
            else { return HTTPResponse(status: 400) }
            let answer: JSONObject = ["event": .object(signed)]
            return HTTPResponse(status: 200, body: answer.canonicalBytes())
        }
        try await RoomBed.run(try Self.room(), federation: federation) { bed in
            let answer = try await exchange(bed)
            #expect(answer.status == 200, "\(answer.json)")
            #expect(federation.journal.map(\.operation) == ["invite"])
            #expect(try await bed.join().isSound)
        }
    }

    @Test("A server that does not take the invite leaves the room as it was")
    func unanswered() async throws {
        let federation = CannedFederation { _ in HTTPResponse(status: 403) }
        try await RoomBed.run(try Self.room(), federation: federation) { bed in
            #expect(try await exchange(bed).status == 502)
            let answer = try await bed.bed.ask(
                "make-join",
                [("roomId", "!a:one.test"), ("userId", "@bob:stranger.test"), ("ver", "10")])
            #expect(answer.status == 403)
        }
    }

    @Test("An exchange that is not allowed, or not complete, is refused")
    func refused() async throws {
        try await RoomBed.run(try Self.room()) { bed in
            #expect(try await exchange(bed, key: 8).errorCode == "M_FORBIDDEN")
            #expect(try await exchange(bed, of: "@x:elsewhere.test").errorCode == "M_FORBIDDEN")
            #expect(try await exchange(bed, sender: "@z:two.test").errorCode == "M_FORBIDDEN")
            #expect(try await exchange(bed, sender: "@c:one.test").errorCode == "M_FORBIDDEN")
            let incomplete = try await exchange(bed) { $0["content"] = nil }
            #expect(incomplete.errorCode == "M_MISSING_PARAM")
            let wrong = try await exchange(bed) { $0["type"] = "m.room.name" }
            #expect(wrong.errorCode == "M_INVALID_PARAM")
            #expect(try await exchange(bed).status == 200)
        }
    }

    @Test("An identity server tells of a user, who is then invited")
    func bound() async throws {
        try await RoomBed.run(
            try Self.room() + #",{"id":"b","version":"10","members":["@d:one.test"]}"#
        ) { bed in
            func bind(_ user: String, key: UInt8 = 7) async throws -> HTTPResponse {
                let invite: JSONObject = [
                    "medium": "email", "address": "d@d.test", "mxid": .string(user),
                    "room_id": "!a:one.test", "sender": "@a:one.test",
                    "signed": try Self.signed(user, by: key),
                ]
                let body: JSONObject = [
                    "medium": "email", "address": "d@d.test", "mxid": .string(user),
                    "invites": [.object(invite)],
                ]
                return try await bed.bed.ask(
                    "PUT", "/_matrix/federation/v1/3pid/onbind", body: body.canonicalBytes())
            }
            let nobody = try await bind("@nobody:one.test")
            #expect(nobody.status == 404)
            let forged = try await bind("@d:one.test", key: 8)
            #expect(forged.errorCode == "M_FORBIDDEN")
            let right = try await bind("@d:one.test")
            #expect(right.status == 200, "\(right.json)")
        }
    }
}
