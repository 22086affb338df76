import FoundationEssentials
import MatrixJSON
import TestHomeserver
import Testing

@Suite("Content files of virtual servers")
struct ContentTests {
    private static func read(_ text: String) throws -> ServerContent {
        try JSONDecoder().decode(ServerContent.self, from: Data(text.utf8))
    }

    @Test("Everything can be left out")
    func empty() throws {
        #expect(try Self.read("{}") == ServerContent())
    }

    @Test("A user is read with devices, keys and tokens")
    func user() throws {
        let content = try Self.read(
            #"""
            {"users":[{"name":"alice","displayname":"Alice","avatar_url":"mxc://a/b",
            "profile":{"m.tz":"UTC","x":[1,true,null,{"y":"é"}]},"hide_profile":true,
            "cross_signing":true,"openid_tokens":["t"],"devices":[{"id":"A","display_name":"a",
            "one_time_keys":3,"fallback_key":false},{"id":"B","keys":{"user_id":"@alice:a"},
            "one_time_keys":{"curve25519:x":"k"}}]}]}
            """#)
        let user = try #require(content.users.first)
        #expect(user.profile == ["m.tz": "UTC", "x": [1, true, nil, ["y": "é"]]])
        #expect(user.hidesProfile && user.crossSigns)
        #expect(user.devices[0].oneTimeKeys == .made(3))
        #expect(user.devices[1].oneTimeKeys == .given(["curve25519:x": "k"]))
        #expect(!user.devices[1].hasFallbackKey)
    }

    @Test(
        "What cannot be read is named",
        arguments: [
            (#"{"user":[]}"#, "found 'user'"),
            (#"{"users":[{"name":"a","age":3}]}"#, "found 'age'"),
            (#"{"users":[{}]}"#, "name"),
            (#"{"users":[{"name":"a","profile":[]}]}"#, "expected names with values"),
            (#"{"users":[{"name":"a","devices":[{"id":"A","one_time_keys":-1}]}]}"#, "10000"),
            (
                #"{"users":[{"name":"a","devices":[{"id":"A","keys":{},"one_time_keys":1}]}]}"#,
                "brings its own keys"
            ),
            (
                #"{"users":[{"name":"a","devices":[{"id":"A","keys":{},"fallback_key":true}]}]}"#,
                "brings its own keys"
            ),
        ])
    func refused(text: String, words: String) {
        let error = #expect(throws: DecodingError.self) { try Self.read(text) }
        #expect(error.map { "\($0)".contains(words) } == true, "\(String(describing: error))")
    }

    @Test("A file or a folder that is not there keeps the server from starting, and is named")
    func missingFiles() async throws {
        var file = ServerContent()
        file.media = [MediaDescription(id: "cat", source: .file("/nonexistent/cat.png"))]
        var folder = ServerContent()
        folder.mediaFolder = "/nonexistent/media"
        let cases = [
            (file, "media: cat: path: expected a file, found none at '/nonexistent/cat.png'"),
            (folder, "media_folder: expected a folder, found none at '/nonexistent/media'"),
        ]
        for (content, words) in cases {
            var configuration = try TestBed.configuration()
            configuration.speaksPlainHTTP = true
            configuration.servers[0].content = content
            let error = await #expect(throws: HomeserverStartError.self) {
                try await Homeserver(configuration).start()
            }
            #expect(error?.description == "the content of one.test: \(words)")
            #expect(error?.hint?.contains("where the process was started") == true)
        }
    }

    @Test(
        "A server whose users cannot be does not start",
        arguments: [
            ([UserDescription(name: "a:b")], "a name has no colon"),
            (
                [UserDescription(name: "a"), UserDescription(name: "a")],
                "@a:one.test is there twice"
            ),
            (
                [
                    UserDescription(
                        name: "a",
                        devices: [DeviceDescription(id: "A"), DeviceDescription(id: "A")])
                ], "the device 'A' is there twice"
            ),
            (
                [
                    UserDescription(
                        name: "a",
                        devices: [DeviceDescription(id: "A", keys: ["user_id": "@b:one.test"])])
                ], "have another 'user_id'"
            ),
            (
                [
                    UserDescription(name: "a", openIDTokens: ["t"]),
                    UserDescription(name: "b", openIDTokens: ["t"]),
                ], "the same OpenID token"
            ),
            ([UserDescription(name: "a", avatarURL: "https://a")], "starts with 'mxc://'"),
        ])
    func impossible(users: [UserDescription], words: String) async throws {
        var configuration = try TestBed.configuration()
        configuration.speaksPlainHTTP = true
        configuration.servers[0].content.users = users
        let error = await #expect(throws: HomeserverStartError.self) {
            try await Homeserver(configuration).start()
        }
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
        #expect(error?.description.hasPrefix("the content of one.test: ") == true)
    }
}
