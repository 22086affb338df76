import Foundation
import MatrixJSON
import TestSupport
import Testing

@Suite("fedctl serve, demo, resolve, explain and api")
struct ServeTests {
    @Test("A signal that comes with the announcement is heard", arguments: [SIGINT, SIGTERM])
    func early(signal: Int32) async throws {
        for _ in 1...10 {
            let process = Process()
            process.executableURL = Fedctl.binary
            process.arguments = ["serve", "--json", "--quiet", "--listen", "127.0.0.1:0"]
            let pipe = Pipe()
            process.standardOutput = pipe
            process.standardInput = FileHandle.nullDevice
            try ProcessStart.run(process)
            let line = pipe.fileHandleForReading.availableData
            kill(process.processIdentifier, signal)
            #expect(line.last == UInt8(ascii: "\n"))
            // Whoever does not hear it goes on for ever.
            let end = Date().addingTimeInterval(20)
            while process.isRunning, Date() < end {
                try await Task.sleep(for: .milliseconds(5))
            }
            #expect(!process.isRunning)
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        }
    }

    @Test("The server ends cleanly when it is asked to", arguments: [SIGINT, SIGTERM])
    func ends(signal: Int32) async throws {
        let peer = try await ServedPeer()
        let ended = try await peer.end(with: signal)
        #expect(ended.status == 0 && ended.reason == .exit)
        #expect(!FileManager.default.fileExists(atPath: peer.authorityFile))
    }

    @Test("A signal that comes twice at once, as from timeout(1), is one wish")
    func endsOnce() async throws {
        let ended = try await ServedPeer().end(with: SIGTERM, echoes: true)
        #expect(ended.status == 0 && ended.reason == .exit)
    }

    @Test("A control API without a token is not opened")
    func needsToken() async throws {
        for token in ["", "two words"] {
            let run = try await Fedctl.run(
                ["serve", "--control", "127.0.0.1:0", "--control-token", token])
            #expect(run.status == 64 && run.err.contains("--control-token"), "\(run)")
            #expect(!run.err.contains("two words"), "\(run)")
        }
    }

    @Test("An authority in a folder is kept, and so is the key, from start to start")
    func keeps() async throws {
        let folder = try TemporaryFolder()
        let directory = folder.path + "/ca"
        let arguments = ["--ca-dir", directory, "--name", "kept.test"]
        let first = try await ServedPeer(arguments)
        let route = { (peer: ServedPeer) in
            [
                "--connect-to", "kept.test:443:127.0.0.1:1", "--connect-to",
                "kept.test:8448:\(peer.address)",
            ]
        }
        let common = ["keys", "fetch", "kept.test", "--raw", "--ca", directory + "/ca.pem"]
        let before = try await Fedctl.run(
            common + ["--resolver", "127.0.0.1:1", "--timeout", "30"] + route(first))
        #expect(before.status == 0, "\(before)")
        _ = try await first.end(with: SIGTERM)
        let second = try await ServedPeer(arguments)
        let after = try await Fedctl.run(
            common + ["--resolver", "127.0.0.1:1", "--timeout", "30"] + route(second))
        let keys = try [before, after].map { try JSONValue(parsing: Array($0.out.utf8)) }
        #expect(keys[0]["verify_keys"] == keys[1]["verify_keys"] && keys[0]["verify_keys"] != nil)
    }

    @Test("Every exchange is a line of the journal")
    func journal() async throws {
        let peer = try await ServedPeer()
        _ = try await Fedctl.run(["keys", "fetch", peer.name, "--ca", peer.authorityFile])
        let end = Date().addingTimeInterval(10)
        while try peer.journal().isEmpty, Date() < end {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(try peer.journal().contains("GET /_matrix/key/v2/server → 200"))
    }

    @Test("The demo passes, and prints how to do it by hand", .timeLimit(.minutes(1)))
    func demo() async throws {
        let run = try await Fedctl.run(["demo"])
        #expect(run.status == 0 && run.err.isEmpty, "\(run)")
        #expect(run.out.hasPrefix("two homeservers on 127.0.0.1, with throw-away CAs\n"), "\(run)")
        #expect(run.out.contains("\ndemo.test passes: "), "\(run)")
        #expect(run.out.hasSuffix("  fedctl check localhost:8448 --ca test-ca/ca.pem\n"), "\(run)")
    }

    @Test("resolve shows the steps and the destination, and fits its schema")
    func resolves() async throws {
        let run = try await Fedctl.run(["resolve", "127.0.0.1"])
        #expect(run.status == 0, "\(run)")
        #expect(run.out.contains("127.0.0.1  8448  127.0.0.1  127.0.0.1"), "\(run)")
        let json = try await Fedctl.run(["resolve", "[::1]:8448", "--json"])
        #expect(json.status == 0, "\(json)")
        try Schema.hold(json.out, to: "fedctl.resolve/1")
    }

    @Test("A name that leads nowhere is no answer")
    func nowhere() async throws {
        let arguments = [
            "resolve", "nowhere.test", "--resolver", "127.0.0.1:1", "--timeout", "1", "--json",
        ]
        let run = try await Fedctl.run(arguments)
        #expect(run.status == 2, "\(run)")
        try Schema.hold(run.out, to: "fedctl.resolve/1")
    }

    @Test("The tables of checks and endpoints fit their schemas")
    func tables() async throws {
        for arguments in [["explain", "--json"], ["explain", "tls.chain", "--json"]] {
            try Schema.hold(try await Fedctl.run(arguments).out, to: "fedctl.explain/1")
        }
        for arguments in [["api", "--json"], ["api", "make-join", "--json"]] {
            try Schema.hold(try await Fedctl.run(arguments).out, to: "fedctl.api/1")
        }
        let page = try await Fedctl.run(["api", "make-join"])
        #expect(page.out.contains("GET /_matrix/federation/v1/make_join/{roomId}/{userId}"))
    }

    @Test(
        "It ends by itself where --deadline says so, and a mistake in the file of --rooms is named")
    func limits() async throws {
        let common = ["serve", "--listen", "127.0.0.1:0"]
        let short = try await Fedctl.run(common + ["--deadline", "0.2"])
        #expect(short.status == 0 && short.out.hasPrefix("serving localhost:"), "\(short)")
        let folder = try TemporaryFolder()
        let file = try folder.write("rooms.yaml", Array("rooms:\n  - id: a\n    verson: 11\n".utf8))
        let wrong = try await Fedctl.run(common + ["--rooms", file])
        #expect(wrong.status == 65, "\(wrong)")
        #expect(wrong.err.contains("rooms: #1: verson: expected one of id, version"), "\(wrong)")
    }

    @Test(
        "What no file and no name stands behind is named with its file, and a way out",
        arguments: [
            (
                "--rooms", "media_folder: /nonexistent",
                "media_folder: expected a folder, found none at '/nonexistent'"
            ),
            (
                "--rooms", "media: [{id: a, path: /nonexistent}]",
                "media: a: path: expected a file, found none at '/nonexistent'"
            ),
            (
                "--faults", "faults: [{fault: delay, server: b.test}]",
                "faults: #1: server: expected one of a.test, found 'b.test'"
            ),
            ("--faults", "null", "expected names with values, found something else"),
        ])
    func nothingThere(option: String, text: String, words: String) async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("file.yaml", Array(text.utf8))
        let result = try await Fedctl.run([
            "serve", "--listen", "127.0.0.1:0", "--name", "a.test", "--deadline", "5", option, file,
        ])
        #expect(result.status == 65, "\(result)")
        #expect(result.err.hasPrefix("fedctl: \(file): "), "\(result)")
        #expect(result.err.contains(words), "\(result)")
        #expect(text == "null" || result.err.contains("\n        "), "\(result)")
    }

    @Test(
        "A fault of the file strikes as often as it says, the check finds it, and the journal names it"
    )
    func faults() async throws {
        let folder = try TemporaryFolder()
        let plan = try folder.write(
            "faults.yaml",
            Array(
                """
                seed: 7
                faults:
                  - fault: bad-signature
                    endpoint: server-keys
                    count: 1
                  - fault: matrix-error
                    value: 500 M_UNKNOWN
                    endpoint: [profile]
                """.utf8))
        let journal = folder.path + "/journal.ndjson"
        let peer = try await ServedPeer(["--faults", plan, "--journal", journal])
        let struck = try await Fedctl.run([
            "keys", "fetch", peer.name, "--ca", peer.authorityFile,
        ])
        #expect(struck.status == 1 && struck.out.contains("fail  keys.signature"), "\(struck)")
        let after = try await Fedctl.run(["keys", "fetch", peer.name, "--ca", peer.authorityFile])
        #expect(after.status == 0, "\(after)")
        _ = try await peer.end(with: SIGTERM)
        let lines = String(decoding: try folder.read("journal.ndjson"), as: UTF8.self)
            .split(separator: "\n")
        #expect(lines.count == 2, "\(lines)")
        for line in lines { try Schema.hold(String(line), to: "fedctl.journal/1") }
        #expect(lines.first?.contains(#""faults":["bad-signature"]"#) == true, "\(lines)")
        #expect(lines.last?.contains("faults") == false, "\(lines)")
    }

    @Test(
        "--strict ends with 1 where a peer asks what none in order asks, and with 0 where none does"
    )
    func strict() async throws {
        let calm = try await ServedPeer(["--strict"])
        _ = try await Fedctl.run(["keys", "fetch", calm.name, "--ca", calm.authorityFile])
        #expect(try await calm.end(with: SIGTERM).status == 0)
        let odd = try await ServedPeer(["--strict"])
        // A check asks for unknown paths, among others.
        _ = try await Fedctl.run(["check", odd.name, "--ca", odd.authorityFile])
        #expect(try await odd.end(with: SIGTERM).status == 1)
    }

    @Test("The table of faults has each kind, and fits its schema")
    func faultTable() async throws {
        let text = try await Fedctl.run(["serve", "--list-faults"])
        #expect(text.status == 0 && text.out.hasPrefix("delivery\n  delay "), "\(text)")
        for kind in ["content", "keys", "tls"] { #expect(text.out.contains("\n\n\(kind)\n  ")) }
        let json = try await Fedctl.run(["serve", "--list-faults", "--json"])
        try Schema.hold(json.out, to: "fedctl.faults/1")
    }

    @Test("What serve says about itself fits its schema")
    func announces() async throws {
        let peer = try await ServedPeer(["--name", "a.test", "--name", "b.test"])
        #expect(peer.name == "a.test")
        try Schema.hold(try peer.announcement(), to: "fedctl.serve/1")
    }
}
