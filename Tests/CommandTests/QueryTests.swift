import Foundation
import MatrixJSON
import TestSupport
import Testing

@Suite("fedctl query and request")
struct QueryTests {
    /// A homeserver with a room, a user and a file, and an identity that it can fetch the key of.
    private struct Bed {
        let peer: ServedPeer
        let folder: TemporaryFolder
        let common: [String]

        init() async throws {
            folder = try TemporaryFolder()
            let rooms = try folder.write(
                "rooms.yaml",
                """
                users:
                  - {name: alice, displayname: Alice, devices: [{id: PHONE}]}
                media:
                  - {id: note, type: text/plain, text: "a note"}
                """)
            let directory = folder.path + "/ca"
            peer = try await ServedPeer(["--ca-dir", directory, "--rooms", rooms])
            common = [
                "--ca", directory + "/ca.pem", "--as", "localhost:\(try ClosedPort().port)",
                "--ca-dir", directory,
            ]
        }

        /// The options of an identity whose key is served meanwhile.
        var identity: [String] {
            common + ["--serve-key", "127.0.0.1:\(common[3].split(separator: ":")[1])"]
        }
    }

    @Test("A made identity is accepted while its key is served, and the answer printed as it came")
    func asks() async throws {
        let bed = try await Bed()
        let user = "user_id=@alice:\(bed.peer.name)"
        let run = try await Fedctl.run(["query", bed.peer.name, "profile", user] + bed.identity)
        #expect(run.status == 0 && run.out == #"{"displayname":"Alice"}"#, "\(run)")
        #expect(run.err.contains("/_matrix/key/v2/server → 200"), "\(run)")
        #expect(run.err.contains("; Host \(bed.common[3])"), "\(run)")
        #expect(run.err.contains("200 OK, 23 bytes, from 127.0.0.1:"), "\(run)")
        let json = try await Fedctl.run(
            ["query", bed.peer.name, "profile", user, "--json"] + bed.identity)
        let object = try Schema.hold(json.out, to: "fedctl.exchange/1")
        #expect(object["response"]?["body"] == ["displayname": "Alice"], "\(json)")
        let file = try await Fedctl.run(
            ["query", bed.peer.name, "media-download", "mediaId=note"] + bed.identity)
        #expect(file.status == 0 && file.out == "a note", "\(file)")
        let saved = bed.folder.path + "/saved"
        let save = try await Fedctl.run(
            ["query", bed.peer.name, "media-download", "mediaId=note", "--save", saved]
                + bed.identity)
        #expect(save.status == 0 && save.out.isEmpty, "\(save)")
        #expect(try bed.folder.read("saved") == Array("a note".utf8))
    }

    @Test("A refusal is printed and ends with 1, no answer with 2, a wrong line with 64")
    func fails() async throws {
        let bed = try await Bed()
        let refused = try await Fedctl.run(
            ["query", bed.peer.name, "state", "roomId=!no:x", "event_id=$no"] + bed.identity)
        #expect(refused.status == 1 && refused.out.contains("\"errcode\""), "\(refused)")
        #expect(refused.err.contains("refused the request: "), "\(refused)")
        let json = try await Fedctl.run(
            ["query", bed.peer.name, "state", "roomId=!no:x", "event_id=$no", "--json"]
                + bed.identity)
        let object = try Schema.hold(json.out, to: "fedctl.exchange/1")
        #expect(json.status == 1 && object["error"]?["code"] == "refused", "\(json)")
        let nobody = try await Fedctl.run(["query", "127.0.0.1:1", "version"])
        #expect(nobody.status == 2 && nobody.out.isEmpty, "\(nobody)")
        let wrong = [
            ["version", "x=1"], ["nothing"], ["profile"], ["keys-claim"], ["send"],
            ["version", "--all"], ["version", "--save", "x"],
        ]
        for words in wrong {
            let run = try await Fedctl.run(["query", bed.peer.name] + words)
            #expect(run.status == 64 && run.out.isEmpty, "\(run)")
        }
    }

    @Test("A request goes out byte for byte, signed or not, with the headers that were given")
    func requests() async throws {
        let bed = try await Bed()
        let target = "/_matrix/federation/v1/version?%61=%2f&b=%C3%A9"
        let run = try await Fedctl.run(
            ["request", "GET", bed.peer.name, target, "--header", "X-Test: 1"] + bed.identity)
        #expect(run.status == 0, "\(run)")
        #expect(try bed.peer.journal().contains("GET \(target) → 200"))
        #expect(try bed.peer.journal().contains("; \(bed.common[3]) ed25519:"))
        let unsigned = try await Fedctl.run(
            [
                "request", "GET", bed.peer.name, "/_matrix/federation/v1/publicRooms", "--ca",
                bed.common[1],
            ])
        #expect(unsigned.status == 1 && unsigned.err.contains("401"), "\(unsigned)")
        let other = try await Fedctl.run(
            ["request", "GET", bed.peer.name, "/_matrix/federation/v1/publicRooms", "--unsigned"]
                + bed.identity)
        #expect(other.status == 1 && other.err.contains("401"), "\(other)")
        for words in [["GE T", "x", "/"], ["GET", "x", "no-slash"], ["GET", "x", "/a b"]] {
            let run = try await Fedctl.run(["request"] + words)
            #expect(run.status == 64, "\(run)")
        }
    }

    @Test("A request is sent many times over kept connections, and its answers are counted")
    func repeats() async throws {
        let bed = try await Bed()
        let target = [
            "GET", bed.peer.name,
            "/_matrix/federation/v1/query/profile?user_id=%40alice%3A"
                + bed.peer.name.replacing(":", with: "%3A"),
        ]
        let run = try await Fedctl.run(
            ["request", "--repeat", "40", "--parallel", "4", "--json"] + target + bed.identity)
        let object = try Schema.hold(run.out, to: "fedctl.repetition/1")
        #expect(run.status == 0 && object["answers"] == [["status": 200, "count": 40]], "\(run)")
        #expect(object["sent"] == 40 && object["verdict"] == "pass", "\(run)")
        guard case .integer(let connections)? = object["connections"] else {
            return #expect(Bool(false), "\(run)")
        }
        #expect((1...5).contains(connections), "\(run)")
        let refused = try await Fedctl.run(
            ["request", "--repeat", "3", "--ca", bed.common[1]] + target)
        #expect(refused.status == 1, "\(refused)")
        #expect(refused.out.contains("    3  401 Unauthorized M_UNAUTHORIZED\n"), "\(refused)")
        #expect(refused.out.contains("\n3 of 3 requests answered in "), "\(refused)")
        let nobody = try await Fedctl.run(["request", "GET", "127.0.0.1:1", "/", "--repeat", "3"])
        #expect(nobody.status == 2 && nobody.out.isEmpty, "\(nobody)")
        for options in [
            ["--repeat", "0"], ["--parallel", "2"], ["--repeat", "2", "--dry-run"],
            ["--repeat", "2", "--parallel", "0"],
        ] {
            let wrong = try await Fedctl.run(["request"] + target + options)
            #expect(wrong.status == 64 && wrong.out.isEmpty, "\(wrong)")
        }
    }

    @Test("What would be sent is shown with the signed bytes, and curl sends the same")
    func shows() async throws {
        let bed = try await Bed()
        let key = bed.folder.path + "/key"
        #expect(try await Fedctl.run(["keys", "generate", key]).status == 0)
        let line =
            [
                "request", "GET", bed.peer.name, "/_matrix/federation/v1/version", "--ca",
                bed.common[1],
            ]
            + ["--as", "tester.example", "--key", key]
        let dry = try await Fedctl.run(line + ["--dry-run"])
        #expect(dry.status == 0, "\(dry)")
        #expect(
            dry.out.hasPrefix(
                "GET /_matrix/federation/v1/version HTTP/1.1\nHost: \(bed.peer.name)\n"))
        #expect(dry.out.contains("Authorization: X-Matrix origin=\"tester.example\","), "\(dry)")
        #expect(dry.out.contains("…") && dry.out.contains("\nsigned: {\"destination\":"), "\(dry)")
        let json = try await Fedctl.run(line + ["--dry-run", "--json"])
        let object = try Schema.hold(json.out, to: "fedctl.exchange/1")
        #expect(object["response"] == nil && object["verdict"] == "skip", "\(json)")
        let curl = try await Fedctl.run(line + ["--curl"])
        #expect(curl.status == 0 && curl.out.hasPrefix("curl -sS "), "\(curl)")
        #expect(try !bed.peer.journal().contains("/version → "))
    }

    @Test(
        "A refused signature is explained, and an identity comes from a file of a homeserver or our own"
    )
    func explains() async throws {
        let bed = try await Bed()
        let key = bed.folder.path + "/key"
        #expect(try await Fedctl.run(["keys", "generate", key]).status == 0)
        let target = [
            "GET", bed.peer.name, "/_matrix/federation/v1/publicRooms", "--ca", bed.common[1],
        ]
        let refused = try await Fedctl.run(
            ["request", "--as", "127.0.0.1:1", "--key", key, "--explain"] + target)
        #expect(refused.status == 1 && refused.err.contains("\nfix    "), "\(refused)")
        let config = try bed.folder.write(
            "homeserver.yaml", "server_name: hs.example\nsigning_key_path: key\nlisteners: []\n")
        let synapse = try await Fedctl.run(
            ["request", "--synapse-config", config, "--dry-run"] + target)
        #expect(synapse.status == 0 && synapse.out.contains(#"origin="hs.example""#), "\(synapse)")
        let put = ["PUT"] + target.dropFirst() + ["--synapse-config", config]
        let careful = try await Fedctl.run(["request"] + put)
        #expect(
            careful.status == 64 && careful.err.contains("--own \(bed.peer.name)"), "\(careful)")
        let own = try await Fedctl.run(
            ["request", "--own", bed.peer.name, "--body", "{}"] + put)
        #expect(own.status == 1, "\(own)")
        try FileManager.default.createDirectory(
            atPath: bed.folder.path + "/config/fedctl", withIntermediateDirectories: true)
        try bed.folder.write(
            "config/fedctl/config.yaml",
            "identities: {mine: {server_name: own.example, key: ../../key}}\n")
        let environment = ["XDG_CONFIG_HOME": bed.folder.path + "/config"]
        let mine = try await Fedctl.run(
            ["request", "--identity", "mine", "--dry-run"] + target, environment: environment)
        #expect(mine.status == 0 && mine.out.contains(#"origin="own.example""#), "\(mine)")
        let nobody = try await Fedctl.run(
            ["request", "--identity", "other"] + target, environment: environment)
        #expect(nobody.status == 65 && nobody.err.contains("there are mine"), "\(nobody)")
    }

    @Test(
        "The spellings of headers go to an own server alone, and the embedded one reads them as it has to"
    )
    func styles() async throws {
        let bed = try await Bed()
        let stranger = try await Fedctl.run(["auth", "styles", bed.peer.name] + bed.identity)
        #expect(stranger.status == 64, "\(stranger)")
        let run = try await Fedctl.run(
            ["auth", "styles", bed.peer.name, "--own", bed.peer.name, "--json"] + bed.identity)
        let table = try Schema.hold(run.out, to: "fedctl.auth-styles/1")
        guard case .array(let styles)? = table["styles"] else {
            return #expect(Bool(false), "\(run)")
        }
        #expect(run.status == 0 && styles.count > 40, "\(run)")
        #expect(styles.contains { $0["accepted"] == false }, "\(run)")
    }
}
