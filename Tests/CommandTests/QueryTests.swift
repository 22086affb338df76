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

    @Test("A page in the place of an answer is a finding, as text and as JSON")
    func pages() async throws {
        let folder = try TemporaryFolder()
        let faults = try folder.write(
            "faults.yaml", "faults:\n  - {fault: html, endpoint: version}\n")
        let directory = folder.path + "/ca"
        let peer = try await ServedPeer(["--ca-dir", directory, "--faults", faults])
        let line = ["query", peer.name, "version", "--ca", directory + "/ca.pem"]
        let run = try await Fedctl.run(line)
        #expect(run.status == 1 && run.out.contains("<"), "\(run)")
        #expect(run.err.contains(": 200, but not JSON (text/html): byte 0"), "\(run)")
        let json = try await Fedctl.run(line + ["--json"])
        let object = try Schema.hold(json.out, to: "fedctl.exchange/1")
        #expect(json.status == 1 && object["verdict"] == "fail", "\(json)")
        #expect(object["error"]?["code"] == "wrong_answer", "\(json)")
    }

    @Test("The well-known document is asked of the name itself, as resolve asks for it")
    func wellKnown() async throws {
        let folder = try TemporaryFolder()
        let directory = folder.path + "/ca"
        let delegate = try await ServedPeer(["--ca-dir", directory])
        let peer = try await ServedPeer(
            ["--name", "deleg.test", "--well-known", delegate.name, "--ca-dir", directory])
        let run = try await Fedctl.run([
            "query", "deleg.test", "well-known", "--ca", directory + "/ca.pem", "--connect-to",
            "deleg.test:443:\(peer.address)",
        ])
        #expect(run.status == 0 && run.out.contains(delegate.name), "\(run)")
        #expect(try !delegate.journal().contains("well-known"))
    }

    @Test("A private key that does not serve is named with its file")
    func wrongPrivateKey() async throws {
        let bed = try await Bed()
        let key = try bed.folder.write("key.pem", "nothing")
        let run = try await Fedctl.run(
            ["query", bed.peer.name, "public-rooms"] + bed.identity.prefix(4)
                + bed.identity.suffix(2) + ["--tls-cert", bed.common[1], "--tls-key", key])
        #expect(run.status == 65 && run.err.hasPrefix("fedctl: \(key): "), "\(run)")
        #expect(run.err.contains("expected a private key in PEM"), "\(run)")
    }

    @Test("More than --max-body is not taken, --save overwrites nothing, --quiet says nothing")
    func limits() async throws {
        let bed = try await Bed()
        let line = ["query", bed.peer.name, "version", "--ca", bed.common[1]]
        let large = try await Fedctl.run(line + ["--max-body", "5"])
        #expect(large.status == 2 && large.err.contains("larger than 5 bytes"), "\(large)")
        #expect(large.err.contains("--max-body BYTES"), "\(large)")
        let wrong = try await Fedctl.run(line + ["--max-body", "0"])
        #expect(wrong.status == 64, "\(wrong)")
        let quiet = try await Fedctl.run(line + ["--quiet"])
        #expect(quiet.status == 0 && quiet.err.isEmpty, "\(quiet)")
        #expect(quiet.out.hasPrefix(#"{"server""#), "\(quiet)")
        let file = try bed.folder.write("there", "mine")
        let media = ["query", bed.peer.name, "media-download", "mediaId=note"] + bed.identity
        let kept = try await Fedctl.run(media + ["--save", file])
        #expect(kept.status == 65 && kept.err.contains("the file exists"), "\(kept)")
        #expect(try bed.folder.read("there") == Array("mine".utf8))
        let standard = try await Fedctl.run(media + ["--save", "-"])
        #expect(standard.status == 0 && standard.out == "a note", "\(standard)")
    }

    @Test(
        "What is wrong with a line is named, with the way out after it",
        arguments: [
            (["query", "x.example", "public-rooms"], "--serve-key ADDRESS:PORT"),
            (
                ["query", "x.example", "public-rooms", "--as", "a.example"],
                "--key FILE, or --serve"
            ),
            (["query", "x.example", "send"], "'fedctl send' sends transactions"),
            (["query", "x.example", "profile", "user_id=alice"], "expected a user ID"),
            (["query", "x.example", "media-download", "mediaId=mxc://a/b"], "after the server"),
            (["query", "x.example", "version", "--as", "a b", "--key", "k"], "--as: "),
            (
                ["query", "x.example", "version", "--as", "a.example", "--serve-key", "38448"],
                "--serve-key: '38448' is not an IP address"
            ),
            (["query", "x.example", "version", "--connect-to", "x"], "--connect-to: "),
            (["request", "PUT", "x.example", "/", "--body", ""], "--body is empty"),
            (
                ["request", "PUT", "x.example", "/", "--as", "a", "--key", "-", "--body", "-"],
                "cannot both be standard input"
            ),
            (["api", "make-jion"], "did you mean 'make-join'?"),
            (["auth", "styles", "x.example", "--own", "x.example", "--only", "x"], "--list"),
            (
                [
                    "auth", "header", "--method", "GET", "--target", "x", "--destination",
                    "a.example",
                ],
                "does not begin with '/'"
            ),
        ])
    func mistakes(arguments: [String], words: String) async throws {
        let run = try await Fedctl.run(arguments)
        #expect(run.status == 64 && run.out.isEmpty && run.err.contains(words), "\(run)")
    }

    @Test("What can be tried of headers is listed, and stands in the manual")
    func spellings() async throws {
        let list = try await Fedctl.run(["auth", "styles", "--list", "--json"])
        let table = try Schema.hold(list.out, to: "fedctl.spellings/1")
        guard case .array(let rows)? = table["spellings"] else {
            return #expect(Bool(false), "\(list)")
        }
        let manual = String(
            decoding: try ProjectFile.bytes("man/fedctl-auth-styles.1"), as: UTF8.self)
        #expect(rows.count > 40)
        for case .string(let id)? in rows.map({ $0["id"] }) {
            #expect(manual.contains(".It Li \(id)\n"), "\(id)")
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
        let counted = try await Fedctl.run(
            ["request", "--repeat", "3", "--json", "--ca", bed.common[1]] + target)
        let report = try Schema.hold(counted.out, to: "fedctl.repetition/1")
        #expect(counted.status == 1 && report["verdict"] == "fail", "\(counted)")
        let other = try await Fedctl.run(["request", "PUT", "127.0.0.1:1", "/", "--repeat", "3"])
        #expect(other.status == 64 && other.err.contains("--own 127.0.0.1:1"), "\(other)")
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
        let command = try await Fedctl.run(line + ["--curl", "--json"])
        let printed = try Schema.hold(command.out, to: "fedctl.exchange/1")
        guard case .string(let words)? = printed["curl"] else {
            return #expect(Bool(false), "\(command)")
        }
        #expect(words.hasPrefix("curl -sS "), "\(command)")
        let host = try await Fedctl.run(line + ["--curl", "--header", "Host: foo"])
        #expect(host.out.contains("-H 'Host: foo'"), "\(host)")
        let made = try await Fedctl.run(
            ["query", bed.peer.name, "public-rooms", "--all", "--curl"]
                + Array(bed.identity.prefix(4))
                + bed.identity.suffix(2))
        #expect(made.status == 0 && made.err.contains("gone when it has ended"), "\(made)")
        #expect(made.err.contains("the first page"), "\(made)")
        #expect(made.err.contains("--ca-dir FOLDER takes"), "\(made)")
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
        let explained = try await Fedctl.run(
            ["request", "--as", "127.0.0.1:1", "--key", key, "--explain", "--json"] + target)
        let object = try Schema.hold(explained.out, to: "fedctl.exchange/1")
        #expect(object["explanation"]?["cause"] != nil, "\(explained)")
        let unexplained = try await Fedctl.run(
            ["request", "--as", "127.0.0.1:1", "--key", key] + target)
        #expect(unexplained.err.contains("--explain tests the usual causes"), "\(unexplained)")
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
        let header = try await Fedctl.run(
            [
                "auth", "header", "--method", "GET", "--target", "/a", "--destination", "b.example",
                "--identity", "mine",
            ], environment: environment)
        #expect(header.out.hasPrefix(#"X-Matrix origin="own.example""#), "\(header)")
        let other = try bed.folder.write("other.yaml", "name: x\n")
        let wrong = try await Fedctl.run(["request", "--synapse-config", other] + target)
        #expect(wrong.status == 65 && wrong.err.contains("homeserver.yaml of Synapse"), "\(wrong)")
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
