import Foundation
import MatrixJSON
import TestSupport
import Testing

@Suite("Who signs, and how it is refused and explained")
struct IdentityTests {
    @Test("A private key that does not serve is named with its file")
    func wrongPrivateKey() async throws {
        let bed = try await QueryBed()
        let key = try bed.folder.write("key.pem", "nothing")
        let run = try await Fedctl.run(
            ["query", bed.peer.name, "public-rooms"] + bed.identity.prefix(4)
                + bed.identity.suffix(2) + ["--tls-cert", bed.common[1], "--tls-key", key])
        #expect(run.status == 65 && run.err.hasPrefix("fedctl: \(key): "), "\(run)")
        #expect(run.err.contains("expected a private key in PEM"), "\(run)")
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
        for row in rows {
            guard case .string(let id)? = row["id"], case .string(let title)? = row["title"] else {
                #expect(Bool(false), "\(row)")
                continue
            }
            #expect(manual.contains(".It Li \(id)\n\(title)\n"), "\(id)")
        }
    }

    @Test(
        "A refused signature is explained, and an identity comes from a file of a homeserver or our own"
    )
    func explains() async throws {
        let bed = try await QueryBed()
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
        let bed = try await QueryBed()
        let stranger = try await Fedctl.run(["auth", "styles", bed.peer.name] + bed.identity)
        #expect(stranger.status == 64, "\(stranger)")
        let run = try await Fedctl.run(
            ["auth", "styles", bed.peer.name, "--own", bed.peer.name, "--json"] + bed.identity)
        let table = try Schema.hold(run.out, to: "fedctl.auth-styles/1")
        guard case .array(let styles)? = table["styles"] else {
            return #expect(Bool(false), "\(run)")
        }
        #expect(run.status == 0, "\(run)")
        let list = try await Fedctl.run(["auth", "styles", "--list", "--json"])
        let listed = try Schema.hold(list.out, to: "fedctl.spellings/1")
        guard case .array(let rows)? = listed["spellings"] else {
            return #expect(Bool(false), "\(list)")
        }
        #expect(styles.map { $0["id"] } == rows.map { $0["id"] })
        #expect(styles.map { $0["title"] } == rows.map { $0["title"] })
        #expect(styles.map { $0["demanded"] } == rows.map { $0["demanded"] })
        var demands: [String: Int] = [:]
        for style in styles {
            guard case .string(let demanded)? = style["demanded"],
                case .string(let observed)? = style["observed"]
            else {
                #expect(Bool(false), "\(style)")
                continue
            }
            demands[demanded, default: 0] += 1
            // What was observed is told in one way by both members, and is what is demanded.
            let isAccepted = style["accepted"] == true
            #expect(isAccepted == (observed == "accepted (200)"), "\(style)")
            #expect(isAccepted != observed.hasPrefix("refused (401 M_UNAUTHORIZED, "), "\(style)")
            switch demanded {
            case "accepted": #expect(isAccepted, "\(style)")
            case "refused", "refused with 401": #expect(!isAccepted, "\(style)")
            default: #expect(demanded == "the spec does not say", "\(style)")
            }
            #expect(style["verdict"] == "pass", "\(style)")
        }
        #expect(Self.demand(of: "plain", in: styles) == "accepted")
        #expect(Self.demand(of: "destination-missing", in: styles) == "accepted")
        #expect(Self.demand(of: "destination-other", in: styles) == "refused with 401")
        #expect(Self.demand(of: "signature-wrong", in: styles) == "refused")
        #expect(Self.demand(of: "tab-scheme", in: styles) == "the spec does not say")
        #expect(demands.values.reduce(0, +) == styles.count && demands.count == 4, "\(demands)")
    }

    private static func demand(of id: JSONValue, in styles: [JSONValue]) -> JSONValue? {
        styles.first { $0["id"] == id }?["demanded"]
    }

    @Test(
        "The deadline holds for the explanation as well, of a peer that refuses and is silent then",
        arguments: [
            ["query", "PEER", "public-rooms"],
            ["request", "GET", "PEER", "/_matrix/federation/v1/publicRooms"],
        ])
    func explainsInTime(words: [String]) async throws {
        let folder = try TemporaryFolder()
        let faults = try folder.write(
            "faults.yaml",
            """
            faults:
              - {fault: matrix-error, value: 401 M_UNAUTHORIZED, endpoint: public-rooms}
              - {fault: stall, endpoint: server-keys}
            """)
        let directory = folder.path + "/ca"
        let peer = try await ServedPeer(["--ca-dir", directory, "--faults", faults])
        let port = try ClosedPort().port
        let start = ContinuousClock.now
        // Without the deadline, the time for the first answer that does not come would be up long after.
        let run = try await Fedctl.run(
            words.map { $0 == "PEER" ? peer.name : $0 } + [
                "--explain", "--json", "--timeout", "120", "--deadline", "2", "--ca",
                directory + "/ca.pem", "--as", "localhost:\(port)", "--ca-dir", directory,
                "--serve-key", "127.0.0.1:\(port)",
            ])
        #expect(ContinuousClock.now - start < .seconds(30), "\(run)")
        #expect(run.status == 1, "\(run)")
        let object = try Schema.hold(run.out, to: "fedctl.exchange/1")
        #expect(object["response"]?["status"] == 401, "\(run)")
        guard case .array(let tests)? = object["explanation"]?["tests"] else {
            return #expect(Bool(false), "\(run)")
        }
        let untested = tests.filter { $0["outcome"] == "untested" }.map { $0["id"] }
        #expect(untested.contains("destination-other"), "\(run)")
        #expect(object["explanation"]?["cause"] == nil, "\(run)")
        #expect(tests.contains { $0["id"] == "keys-unreachable" && $0["outcome"] == "ruled_out" })
    }
}
