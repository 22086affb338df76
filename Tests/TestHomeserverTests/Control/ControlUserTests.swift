import FederationCore
import MatrixJSON
import TestHomeserver
import Testing

@Suite("Users that are changed while the homeserver runs")
struct ControlUserTests {
    @Test("A user comes, changes in part, and goes")
    func changes() async throws {
        try await ControlBed.run { bed in
            let profile = {
                try await bed.bed.ask("profile", [("user_id", "@eve:one.test")])
            }
            #expect(try await profile().status == 404)
            let set = try await bed.post(
                "set-user",
                [
                    "name": "eve", "displayname": "Eve", "profile": ["m.tz": "UTC"],
                    "devices": [["id": "A"]], "openid_tokens": "t1",
                ])
            #expect(set.json["devices"] == ["A"], "\(set.json)")
            #expect(try await profile().json == ["displayname": "Eve", "m.tz": "UTC"])
            let changed = try await bed.post(
                "set-user", ["name": "eve", "displayname": "Eva", "openid_tokens": ["t2"]])
            #expect(changed.status == 200, "\(changed.json)")
            #expect(try await profile().json == ["displayname": "Eva", "m.tz": "UTC"])
            let devices = try await bed.bed.ask("user-devices", [("userId", "@eve:one.test")])
            #expect(devices.json.list("devices").map { $0["device_id"] } == ["A"])
            let owner = { (token: String) in
                try await bed.bed.ask("openid-userinfo", [("access_token", token)]).status
            }
            #expect(try await owner("t1") == 401)
            #expect(try await owner("t2") == 200)
            let tokens: JSONValue = [
                ["token": "t3", "expires_in": 60], ["token": "t4", "expires_in": 0],
            ]
            _ = try await bed.post("set-user", ["name": "eve", "openid_tokens": tokens])
            #expect(try await owner("t3") == 200)
            #expect(try await owner("t4") == 401)
            #expect(try await bed.post("remove-user", ["name": "eve"]).status == 200)
            #expect(try await bed.post("remove-user", ["name": "eve"]).status == 404)
            #expect(try await profile().status == 404)
            #expect(try await owner("t3") == 401)
        }
    }

    @Test("One-time keys that were handed out are not handed out again after a change")
    func oneTimeKeys() async throws {
        try await ControlBed.run { bed in
            let claim = {
                try await bed.bed.ask(
                    "keys-claim",
                    body: ["one_time_keys": ["@eve:one.test": ["A": "signed_curve25519"]]]
                ).json["one_time_keys"]
            }
            _ = try await bed.post("set-user", ["name": "eve", "devices": [["id": "A"]]])
            let first = try await claim()
            _ = try await bed.post("set-user", ["name": "eve", "displayname": "Eve"])
            #expect(try await claim() != first)
        }
    }

    @Test(
        "What makes no user is refused",
        arguments: [
            ["name": "a:b"], ["name": "eve", "avatar_url": "http://a"],
            ["name": "eve", "devices": [["id": "A"], ["id": "A"]]],
            ["name": "eve", "devices": [["idd": "A"]]],
        ] as [JSONObject])
    func refusals(body: JSONObject) async throws {
        try await ControlBed.run { bed in
            let response = try await bed.post("set-user", body)
            #expect(response.status == 400 && response.errorCode == "M_BAD_JSON")
        }
    }
}
