import FederationCore
import MatrixJSON
import TestHomeserver
import Testing

@testable import class TestHomeserver.UserRegister

@Suite("Content files of virtual servers")
struct ContentTests {
    private static func read(_ text: String) throws -> ServerContent {
        try DescribedFile.content(text)
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

    @Test("A token is good for as long as was said, and no change of the user renews it")
    func tokens() throws {
        var server = try TestBed.configuration().servers[0]
        var description = UserDescription(
            name: "a",
            openIDTokens: ["endless", OpenIDTokenDescription("brief", lifetime: 10)])
        server.content.users = [description]
        let register = try UserRegister(server, now: 1_000)
        let user = try UserID(parsing: "@a:one.test")
        #expect(register.owner(ofToken: "brief", now: 10_999) == user)
        #expect(register.owner(ofToken: "brief", now: 11_000) == nil)
        #expect(register.owner(ofToken: "endless", now: .max) == user)
        description.displayName = "A"
        _ = try register.set(description, now: 5_000)
        #expect(register.owner(ofToken: "brief", now: 11_000) == nil)
        description.openIDTokens = [OpenIDTokenDescription("brief", lifetime: 20)]
        _ = try register.set(description, now: 12_000)
        #expect(register.owner(ofToken: "brief", now: 31_999) == user)
        #expect(register.owner(ofToken: "endless", now: 12_000) == nil)
    }

    @Test("A thumbnail is of the size that is said, where its beginning tells the size")
    func thumbnailSize() async throws {
        let png: [UInt8] =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
            + [0, 0, 1, 0, 0, 0, 0, 16]
        let gif = Array("GIF89a".utf8) + [0, 1, 16, 0]
        for bytes in [png, gif] {
            for width in [256, 255] {
                var configuration = try TestBed.configuration()
                configuration.speaksPlainHTTP = true
                configuration.servers[0].content.media = [
                    MediaDescription(
                        id: "cat", source: .bytes(png),
                        thumbnails: [ThumbnailDescription(width: width, height: 16, bytes: bytes)])
                ]
                guard width == 255 else {
                    try await Homeserver(configuration).start().stop()
                    continue
                }
                let error = await #expect(throws: HomeserverStartError.self) {
                    try await Homeserver(configuration).start()
                }
                let words = "a thumbnail is said to be 255x16, and is 256x16"
                #expect(error?.description.contains(words) == true)
            }
        }
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
            (
                [UserDescription(name: "a:b")],
                "expected what stands between @ and the colon of a user ID"
            ),
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
