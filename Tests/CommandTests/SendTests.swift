import Foundation
import MatrixJSON
import TestSupport
import Testing

@Suite("fedctl send")
struct SendTests {
    /// A homeserver, and an identity that it can fetch the key of.
    private struct Bed {
        let peer: ServedPeer
        let folder: TemporaryFolder
        let name: String
        let identity: [String]

        init() async throws {
            folder = try TemporaryFolder()
            let directory = folder.path + "/ca"
            peer = try await ServedPeer(["--ca-dir", directory])
            let port = try ClosedPort().port
            name = "localhost:\(port)"
            identity = [
                "--ca", directory + "/ca.pem", "--as", name, "--ca-dir", directory, "--serve-key",
                "127.0.0.1:\(port)",
            ]
        }
    }

    @Test("An EDU that was built is taken, and what was sent is said before")
    func edu() async throws {
        let bed = try await Bed()
        let run = try await Fedctl.run(
            [
                "send", bed.peer.name, "--edu", "presence", "user_id=@a:\(bed.name)",
                "presence=online",
            ]
                + bed.identity)
        #expect(run.status == 0, "\(run)")
        #expect(run.out.contains(": 0 PDUs, 1 EDUs\npass  200 OK\n"), "\(run)")
        #expect(run.err.contains("sending a transaction of 0 PDUs and 1 EDUs to"), "\(run)")
        #expect(try bed.peer.journal().contains("PUT /_matrix/federation/v1/send/fedctl-"))
    }

    @Test("An event of a room that the server does not know is told, and looked up in vain")
    func event() async throws {
        let bed = try await Bed()
        let event = """
            {"type":"m.room.message","room_id":"!r:x","sender":"@a:\(bed.name)","content":{},"depth":1,
            "origin_server_ts":1,"prev_events":["$a"],"auth_events":["$b"]}
            """
        let file = try bed.folder.write("event.json", event)
        let run = try await Fedctl.run(
            [
                "send", bed.peer.name, file, "--sign", "--room-version", "11", "--confirm",
                "--wait", "0.1",
            ]
                + ["--json"] + bed.identity)
        let report = try Schema.hold(run.out, to: "fedctl.transaction/1")
        #expect(run.status == 1 && report["verdict"] == "fail", "\(run)")
        let dry = try await Fedctl.run(
            ["send", bed.peer.name, file, "--txn-id", "t1", "--origin-server-ts", "7", "--dry-run"]
                + bed.identity)
        #expect(dry.status == 0, "\(dry)")
        #expect(dry.out.hasPrefix("PUT /_matrix/federation/v1/send/t1 HTTP/1.1\n"), "\(dry)")
        #expect(dry.out.contains(#""origin_server_ts":7"#), "\(dry)")
    }

    @Test("Faults go to own servers alone, and the embedded one is not at fault")
    func crafts() async throws {
        let bed = try await Bed()
        let stranger = try await Fedctl.run(
            ["send", bed.peer.name, "--craft", "pdus-51"] + bed.identity)
        #expect(stranger.status == 64 && stranger.err.contains("--own"), "\(stranger)")
        let list = try await Fedctl.run(["send", "--list-faults", "--json"])
        let table = try Schema.hold(list.out, to: "fedctl.crafted-faults/1")
        guard case .array(let faults)? = table["faults"] else {
            return #expect(Bool(false), "\(list)")
        }
        #expect(faults.count >= 60, "\(faults.count)")
        let run = try await Fedctl.run(
            ["send", bed.peer.name, "--own", bed.peer.name, "--craft", "edus-101", "--json"]
                + bed.identity)
        try Schema.hold(run.out, to: "fedctl.crafted/1")
        #expect(run.status == 0, "\(run)")
        let unknown = try await Fedctl.run(["send", bed.peer.name, "--craft", "nothing"])
        #expect(unknown.status == 64, "\(unknown)")
    }

    @Test("Faults exclude files, need a member of the room, and can be shown")
    func craftOptions() async throws {
        let bed = try await Bed()
        let own = ["send", bed.peer.name, "--own", bed.peer.name] + bed.identity
        let file = try bed.folder.write("event.json", "{}")
        for words in [
            ["--craft", "edu-unknown", file], ["--craft", "edu-unknown", "--txn-id", "t"],
            ["--craft", "float", "--sender", "@a:\(bed.name)"],
            [
                "--craft", "float", "--room", file, "--room-version", "11", "--sender",
                "@a:stranger.test",
            ],
        ] {
            let run = try await Fedctl.run(own + words)
            #expect(run.status == 64 && run.out.isEmpty, "\(run)")
        }
        let dry = try await Fedctl.run(own + ["--craft", "edu-unknown", "--dry-run"])
        #expect(dry.status == 0, "\(dry)")
        #expect(dry.out.contains("PUT /_matrix/federation/v1/send/fedctl-"), "\(dry)")
        #expect(dry.out.contains("test.fedctl.unknown"), "\(dry)")
        let json = try await Fedctl.run(own + ["--craft", "edu-unknown", "--dry-run", "--json"])
        let shown = try Schema.hold(json.out, to: "fedctl.crafted/1")
        guard case .array(let faults)? = shown["faults"], let fault = faults.first,
            case .array(let requests)? = fault["requests"], let request = requests.first
        else { return #expect(Bool(false), "\(json)") }
        #expect(faults.count == 1 && requests.count == 1, "\(json)")
        #expect(request["request"]?["method"] == "PUT", "\(json)")
        #expect(request["request"]?["origin"] == .string(bed.name), "\(json)")
        // What has been sent, and what is no request, does not fit.
        let schema = try Schema.named("fedctl.crafted/1")
        let items = "#/properties/faults/items/properties/requests/items"
        guard case .object(var sent) = request else { return #expect(Bool(false), "\(json)") }
        #expect(schema.problems(of: request, at: items) == [])
        sent["verdict"] = "pass"
        #expect(schema.problems(of: .object(sent), at: items) == ["$.verdict: not the const"])
        sent["request"] = nil
        #expect(schema.problems(of: .object(sent), at: items).contains("$.request: missing"))
    }

    @Test("--wait takes 0 to 3600 seconds", arguments: ["0", "0.5", "3600"])
    func waits(seconds: String) async throws {
        let run = try await Fedctl.run(try Self.waiting(seconds))
        #expect(run.status == 0 && run.out.hasPrefix("PUT "), "\(run)")
    }

    @Test(
        "--wait of fewer seconds, or more, is no command, and the bounds are named",
        arguments: ["-1", "-0.001", "3600.001", "3601"])
    func waitsWrongly(seconds: String) async throws {
        let run = try await Fedctl.run(try Self.waiting(seconds))
        #expect(run.status == 64 && run.out.isEmpty, "\(run)")
        #expect(
            run.err.hasPrefix("fedctl: --wait is a number of seconds from 0 to 3600\n"), "\(run)")
    }

    @Test(
        "What could not be told afterwards is refused before",
        arguments: [
            (["--edu", "typing"], "--edu builds one EDU"),
            (["--report", "json=/nowhere/at/all"], "--report: there is no folder '/nowhere/at'"),
        ])
    func refusedBefore(more: [String], words: String) async throws {
        let run = try await Fedctl.run(try Self.waiting("1") + more)
        #expect(run.status == 64 && run.out.isEmpty, "\(run)")
        #expect(run.err.hasPrefix("fedctl: \(words)"), "\(run)")
    }

    /// A line that shows what it would send, to nobody.
    private static func waiting(_ seconds: String) throws -> [String] {
        let port = try ClosedPort().port
        return [
            "send", "127.0.0.1:1", "--edu", "presence", "user_id=@a:localhost:\(port)",
            "presence=online", "--as", "localhost:\(port)", "--serve-key", "127.0.0.1:\(port)",
            "--dry-run", "--wait=\(seconds)",
        ]
    }

    @Test("A fault whose effect nobody looks at is no pass")
    func unseen() async throws {
        let bed = try await Bed()
        let run = try await Fedctl.run(
            [
                "send", bed.peer.name, "--own", bed.peer.name, "--craft", "edu-foreign-presence",
                "--json",
            ] + bed.identity)
        #expect(run.status == 2 && run.out.contains("the effect is not looked at"), "\(run)")
    }

    @Test("A line that is no JSON is told by its file and number")
    func lines() async throws {
        let bed = try await Bed()
        let file = try bed.folder.write(
            "events.ndjson", #"{"a":1}"# + "\n\n{\n" + #"{"a":2}"# + "\n")
        let run = try await Fedctl.run(["send", bed.peer.name, file] + bed.identity)
        #expect(run.status == 65 && run.err.contains("events.ndjson: line 3: "), "\(run)")
    }

    @Test("--confirm needs to know what events are called, and a real key goes to own servers")
    func refused() async throws {
        let bed = try await Bed()
        let file = try bed.folder.write("event.json", #"{"type":"m.x","content":{}}"#)
        let confirm = try await Fedctl.run(
            ["send", bed.peer.name, file, "--confirm"] + bed.identity)
        #expect(confirm.status == 64, "\(confirm)")
        #expect(confirm.err.contains("--confirm needs --room-version"), "\(confirm)")
        let key = bed.folder.path + "/signing.key"
        #expect(try await Fedctl.run(["keys", "generate", key]).status == 0)
        let config = try bed.folder.write(
            "homeserver.yaml", "server_name: hs.example\nsigning_key_path: \(key)\n")
        let real = try await Fedctl.run([
            "send", bed.peer.name, file, "--synapse-config", config,
        ])
        #expect(real.status == 64 && real.err.contains("--own \(bed.peer.name)"), "\(real)")
    }

    @Test("A wrong line is 64, and nobody is 2")
    func fails() async throws {
        let bed = try await Bed()
        for words in [
            [], ["--edu", "typing", "x=1"], ["--edu", "nothing"], ["--sign", "--craft"],
            ["--edu", "presence", "user_id=@a:x", "presence=online", "--txn-id", ""],
        ] as [[String]] {
            let run = try await Fedctl.run(["send", bed.peer.name] + words + bed.identity)
            #expect(run.status == 64 && run.out.isEmpty, "\(run)")
        }
        let key = bed.folder.path + "/key"
        #expect(try await Fedctl.run(["keys", "generate", key]).status == 0)
        let nobody = try await Fedctl.run([
            "send", "127.0.0.1:1", "--edu", "presence", "user_id=@a:x.example", "presence=online",
            "--as", "x.example", "--key", key,
        ])
        #expect(nobody.status == 2 && nobody.out.isEmpty, "\(nobody)")
    }
}
