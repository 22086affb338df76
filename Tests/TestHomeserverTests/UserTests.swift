import FederationCore
import FoundationEssentials
import MatrixJSON
import TestHomeserver
import Testing

@Suite("Users of the embedded homeserver")
struct UserTests {
    /// Alice has everything, Bob hides his profile, Carol has a name only.
    private static func users(_ configuration: inout HomeserverConfiguration) {
        configuration.servers[0].content.users = [
            UserDescription(
                name: "alice", displayName: "Alice", avatarURL: "mxc://one.test/cat",
                profile: ["m.tz": "Europe/Berlin"], crossSigns: true,
                devices: [
                    DeviceDescription(
                        id: "PHONE-1", displayName: "Alice's phone", oneTimeKeys: .made(2)),
                    DeviceDescription(id: "OLD", oneTimeKeys: .made(1), hasFallbackKey: false),
                ], openIDTokens: ["open sesame"]),
            UserDescription(name: "bob", hidesProfile: true),
            UserDescription(name: "carol"),
        ]
    }

    @Test(
        "A profile is told as a whole or field by field",
        arguments: [
            (
                "@alice:one.test", nil, 200,
                #"{"avatar_url":"mxc://one.test/cat","displayname":"Alice","m.tz":"Europe/Berlin"}"#
            ),
            ("@alice:one.test", "displayname", 200, #"{"displayname":"Alice"}"#),
            ("@alice:one.test", "m.tz", 200, #"{"m.tz":"Europe/Berlin"}"#),
            ("@carol:one.test", nil, 200, "{}"),
            ("@carol:one.test", "avatar_url", 200, "{}"),
            ("@carol:one.test", "m.tz", 404, "M_NOT_FOUND"),
            ("@bob:one.test", nil, 403, "M_FORBIDDEN"),
            ("@nobody:one.test", nil, 404, "M_NOT_FOUND"),
            ("@alice:two.test", nil, 404, "M_NOT_FOUND"),
        ])
    func profile(user: String, field: String?, status: Int, answer: String) async throws {
        try await TestBed.run(configure: Self.users) { bed in
            let response = try await bed.ask(
                "profile", [("user_id", user)] + (field.map { [("field", $0)] } ?? []))
            #expect(response.status == status)
            if status == 200 {
                #expect(String(decoding: response.body, as: UTF8.self) == answer)
            } else {
                #expect(response.errorCode == answer)
            }
        }
    }

    @Test("A token says whose it is, and another one nothing")
    func openID() async throws {
        try await TestBed.run(configure: Self.users) { bed in
            let path = "/_matrix/federation/v1/openid/userinfo?access_token="
            let right = try await bed.ask("GET", path + "open%20sesame")
            #expect(right.json == ["sub": "@alice:one.test"])
            let wrong = try await bed.ask("GET", path + "sesame")
            #expect(wrong.status == 401)
            #expect(wrong.errorCode == "M_UNKNOWN_TOKEN")
        }
    }

    @Test("Devices and cross-signing keys are listed, and every signature verifies")
    func devices() async throws {
        try await TestBed.run(configure: Self.users) { bed in
            let response = try await bed.ask("user-devices", [("userId", "@alice:one.test")])
            let answer = response.json
            #expect(answer["user_id"] == "@alice:one.test")
            #expect(answer["stream_id"] == 2)
            let devices = answer.list("devices")
            #expect(devices.map { $0["device_id"] } == ["PHONE-1", "OLD"])
            #expect(devices[0]["device_display_name"] == "Alice's phone")
            #expect(devices[1]["device_display_name"] == nil)
            let master = try #require(answer["master_key"])
            let selfSigning = try #require(answer["self_signing_key"])
            #expect(selfSigning.isSigned(by: "@alice:one.test", listedIn: master))
            for device in devices {
                let keys = try #require(device["keys"])
                #expect(keys.isSigned(by: "@alice:one.test", listedIn: keys))
                #expect(keys.isSigned(by: "@alice:one.test", listedIn: selfSigning))
                #expect(!keys.isSigned(by: "@alice:one.test", listedIn: master))
            }
            let none = try await bed.ask("user-devices", [("userId", "@carol:one.test")])
            #expect(
                none.json
                    == ["devices": [], "stream_id": 0, "user_id": "@carol:one.test"])
            let foreign = try await bed.ask("user-devices", [("userId", "@alice:two.test")])
            #expect(foreign.status == 404)
        }
    }

    @Test("Identity keys are told of those devices that are asked for, and of local users only")
    func query() async throws {
        try await TestBed.run(configure: Self.users) { bed in
            let answer = try await bed.ask(
                "keys-query",
                body: [
                    "device_keys": [
                        "@alice:one.test": ["OLD", "NONE"], "@carol:one.test": [],
                        "@alice:two.test": [], "@nobody:one.test": [],
                    ]
                ]
            ).json
            #expect(answer["device_keys"]?.names == ["@alice:one.test", "@carol:one.test"])
            #expect(answer["device_keys"]?["@alice:one.test"]?.names == ["OLD"])
            #expect(answer["master_keys"]?.names == ["@alice:one.test"])
            #expect(answer["self_signing_keys"]?.names == ["@alice:one.test"])
            #expect(answer["user_signing_keys"] == nil)
            let all = try await bed.ask(
                "keys-query", body: ["device_keys": ["@alice:one.test": []]]
            ).json
            let devices = try #require(all["device_keys"]?["@alice:one.test"])
            #expect(devices.names == ["OLD", "PHONE-1"])
            let phone = try #require(devices["PHONE-1"])
            #expect(phone["unsigned"] == ["device_display_name": "Alice's phone"])
            #expect(phone.isSigned(by: "@alice:one.test", listedIn: phone))
        }
    }

    @Test("A one-time key is handed out once, the fallback key for ever, and nothing where none is")
    func claim() async throws {
        try await TestBed.run(configure: Self.users) { bed in
            let keys = try await bed.ask(
                "keys-query", body: ["device_keys": ["@alice:one.test": []]]
            ).json
            var names: [String] = []
            for _ in 0..<4 {
                let answer = try await bed.ask(
                    "keys-claim",
                    body: [
                        "one_time_keys": [
                            "@alice:one.test": [
                                "PHONE-1": "signed_curve25519", "OLD": "curve25519",
                                "NONE": "signed_curve25519",
                            ],
                            "@alice:two.test": ["PHONE-1": "signed_curve25519"],
                        ]
                    ]
                ).json
                let users = try #require(answer["one_time_keys"])
                #expect(users.names == ["@alice:one.test"])
                let found = try #require(users["@alice:one.test"])
                #expect(found.names == ["PHONE-1"])
                let name = try #require(found["PHONE-1"]?.names.first)
                names.append(name)
                let key = try #require(found["PHONE-1"]?[name])
                #expect((key["fallback"] == true) == (names.count > 2))
                let device = try #require(keys["device_keys"]?["@alice:one.test"]?["PHONE-1"])
                #expect(key.isSigned(by: "@alice:one.test", listedIn: device))
            }
            #expect(Set(names).count == 3)
            #expect(names[2] == names[3])
            let body: JSONObject = [
                "one_time_keys": ["@alice:one.test": ["OLD": "signed_curve25519"]]
            ]
            #expect(try await bed.ask("keys-claim", body: body).json != ["one_time_keys": [:]])
            #expect(try await bed.ask("keys-claim", body: body).json == ["one_time_keys": [:]])
        }
    }

    @Test(
        "A question for keys of another form is M_BAD_JSON",
        arguments: [
            ("keys-query", ["device_keys": ["@alice:one.test": "OLD"]]),
            ("keys-query", ["device_keys": ["@alice:one.test": [1]]]),
            ("keys-claim", ["one_time_keys": ["@alice:one.test": ["OLD"]]]),
            ("keys-claim", ["one_time_keys": ["@alice:one.test": ["OLD": 1]]]),
        ] as [(String, JSONObject)])
    func malformed(operation: String, body: JSONObject) async throws {
        try await TestBed.run(configure: Self.users) { bed in
            let response = try await bed.ask(operation, body: body)
            #expect(response.status == 400)
            #expect(response.errorCode == "M_BAD_JSON")
        }
    }
}
