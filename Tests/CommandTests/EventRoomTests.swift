import Foundation
import MatrixJSON
import TestSupport
import Testing

@Suite("fedctl event: rules, state, sets, vectors")
struct EventRoomTests {
    /// A vector of `Fixtures/events/v11`.
    static func vector(_ name: String) throws -> JSONValue {
        try JSONValue(
            parsing: ProjectFile.bytes("Fixtures/events/v11/\(name).json"), numbers: .preserving)
    }

    /// A member as a line, or its elements as lines.
    static func lines(_ value: JSONValue?) -> String {
        guard case .array(let elements)? = value else {
            return value.map { String(decoding: $0.canonicalBytes(), as: UTF8.self) } ?? ""
        }
        return elements.map { lines($0) + "\n" }.joined()
    }

    @Test("authorize names the rule, in text, as JSON and a question a line")
    func authorizes() async throws {
        let folder = try TemporaryFolder()
        let allowed = try Self.vector("authorize-join-of-a-public-room-is-allowed")
        let rejected = try Self.vector("authorize-join-of-the-banned-is-rejected")
        let auth = try folder.write("auth.ndjson", Self.lines(allowed["auth_events"]))
        let arguments = ["event", "authorize", "--room-version", "11", "--auth-events", auth]
        let good = try await Fedctl.run(arguments, input: Self.lines(allowed["event"]))
        #expect(good.status == 0 && good.out.hasPrefix("pass  $"), "\(good)")
        let json = try await Fedctl.run(arguments + ["--json"], input: Self.lines(allowed["event"]))
        let object = try Schema.hold(json.out, to: "fedctl.event-authorization/1")
        #expect(object["allowed"] == true && object["judged_by"] == "auth-events")
        let banned = try folder.write("banned.ndjson", Self.lines(rejected["auth_events"]))
        let bad = try await Fedctl.run(
            ["event", "authorize", "--room-version", "11", "--auth-events", banned],
            input: Self.lines(rejected["event"]))
        #expect(bad.status == 1 && bad.out.hasPrefix("fail  $"), "\(bad)")
        #expect(bad.out.contains("against  $") && bad.out.contains("spec     https://"), "\(bad)")
        let both = try await Fedctl.run(
            ["event", "authorize", "--ndjson"],
            input: [Self.lines(allowed), "nonsense", Self.lines(rejected)].joined(separator: "\n"))
        let answers = both.out.split(separator: "\n").map(String.init)
        #expect(both.status == 1 && answers.count == 3, "\(both)")
        #expect(answers[1].hasPrefix("error: "))
        let no = try Schema.hold(answers[2], to: "fedctl.event-authorization/1")
        #expect(no["allowed"] == false)
    }

    @Test("resolve takes a file for each fork, or a room a line, and --trace says how")
    func resolves() async throws {
        let folder = try TemporaryFolder()
        let room = try Self.vector("resolve-two-topics")
        let events = try folder.write("events.ndjson", Self.lines(room["events"]))
        let line = try await Fedctl.run(
            ["event", "resolve", "--ndjson", "--trace"], input: Self.lines(room))
        let answer = try Schema.hold(line.out, to: "fedctl.event-resolution/1")
        #expect(line.status == 0 && answer["state"] == room["expect"]?["state"], "\(line)")
        let text = try await Fedctl.run(
            ["event", "resolve", "--room-version", "11", "--trace", events])
        #expect(text.status == 0 && text.out.contains("algorithm 2: "), "\(text)")
        let none = try await Fedctl.run(
            ["event", "resolve", "--room-version", "11", folder.path + "/none"])
        #expect(none.status == 65, "\(none)")
    }

    @Test("check says what became of each event of a set")
    func checks() async throws {
        let room = try Self.vector("resolve-two-topics")
        let input = Self.lines(room["events"])
        let arguments = ["event", "check", "--room-version", "11"]
        let run = try await Fedctl.run(arguments + ["--json"], input: input)
        let report = try Schema.hold(run.out, to: "fedctl.event-check/1")
        guard case .array(let rows)? = report["events"] else {
            Issue.record("\(run)")
            return
        }
        #expect(rows.count == input.split(separator: "\n").count)
        let lines = try await Fedctl.run(arguments + ["--ndjson"], input: input)
        let first = String(lines.out.prefix { $0 != "\n" })
        try Schema.hold(first, to: "fedctl.event-receipt/1")
        let bad = try await Fedctl.run(arguments, input: input + "{\"type\":1}\n")
        #expect(bad.status == 1 && bad.out.contains("dropped at step 1"), "\(bad)")
    }

    @Test("inspect finds the room version, and shows hashes, IDs and canonical form")
    func inspects() async throws {
        let signed = try await EventTests.signed("11")
        let run = try await Fedctl.run(
            ["event", "inspect", "--event-id", EventTests.eventID] + EventTests.trust,
            input: signed)
        #expect(run.status == 0 && run.out.contains(EventTests.contentHash), "\(run)")
        #expect(run.out.contains("room version    11  found: no other fits"), "\(run)")
        let json = try await Fedctl.run(
            ["event", "inspect", "--json", "--room-version", "11"], input: signed)
        let object = try Schema.hold(json.out, to: "fedctl.event/1")
        #expect(object["event_ids"]?["url_safe"] == .string(EventTests.eventID), "\(json)")
        #expect(object["room_version_source"] == "given")
    }

    @Test("build fills in a template, and sign makes an event of it that verifies")
    func builds() async throws {
        let run = try await Fedctl.run(
            [
                "event", "build", "--room-version", "11", "--sender", "@a:domain", "--room-id",
                "!x:domain", "--timestamp", "5",
            ], input: #"{"type":"m.x"}"#)
        let expected =
            #"{"auth_events":[],"content":{},"depth":1,"hashes":{"sha256":"#
        #expect(run.status == 0 && run.out.hasPrefix(expected), "\(run)")
        #expect(run.out.hasSuffix("}\n") && !run.err.contains("the state has no"), "\(run)")
        #expect(run.out.contains(#""origin_server_ts":5,"prev_events":[]"#), "\(run)")
        let lacking = try await Fedctl.run(
            ["event", "build", "--room-version", "11"], input: #"{"type":"m.x"}"#)
        #expect(lacking.status == 65 && lacking.err.contains("'sender'"), "\(lacking)")
    }

    @Test("build says which event of the state is missing to allow the event")
    func lacks() async throws {
        let folder = try TemporaryFolder()
        let rules = """
            {"type":"m.room.join_rules","state_key":"","room_id":"!x:domain","sender":"@a:domain",\
            "content":{"join_rule":"public"},"depth":1,"origin_server_ts":1,"prev_events":[],\
            "auth_events":[],"hashes":{"sha256":"x"},"signatures":{}}
            """
        let state = try folder.write("state.ndjson", rules)
        let run = try await Fedctl.run(
            [
                "event", "build", "--room-version", "11", "--sender", "@a:domain", "--room-id",
                "!x:domain", "--state", state,
            ], input: #"{"type":"m.x"}"#)
        #expect(run.status == 0, "\(run)")
        #expect(run.err.contains("the state has no m.room.create: "), "\(run)")
        #expect(run.err.contains("the state has no m.room.member of @a:domain: "), "\(run)")
    }

    @Test("vectors list names every vector")
    func lists() async throws {
        let run = try await Fedctl.run(
            [
                "event", "vectors", "list", "--json", "--vectors",
                ProjectFile.path("Fixtures/events"),
            ])
        let list = try Schema.hold(run.out, to: "fedctl.event-vectors/1")
        guard case .array(let rows)? = list["vectors"] else {
            Issue.record("\(run.status)")
            return
        }
        #expect(run.status == 0 && rows.count > 500)
    }

    @Test(
        "vectors run tells answers that agree, differ, are skipped, missing or no answers",
        arguments: [
            (#"{ "vector": v["vector"], "skip": "no" }"#, Int32(2), "1 skipped"),
            (#"{ "vector": v["vector"], "error": "no" }"#, 1, "answers with an error: no"),
            (#"{ "vector": v["vector"], "answer": {"allowed": True} }"#, 0, "1 agree"),
            (#"{ "vector": v["vector"], "answer": {"allowed": False} }"#, 1, "allowed: expected"),
            (#"{ "other": 1 }"#, 2, "a line is no answer"),
            (#"sys.exit(3)"#, 2, "ended without an answer"),
            (#"time.sleep(600)"#, 2, "no answer within 1 seconds"),
        ])
    func runs(answer: String, status: Int32, words: String) async throws {
        let folder = try TemporaryFolder()
        let adapter = try folder.write(
            "adapter.py",
            """
            import json, sys, time
            for line in sys.stdin:
                v = json.loads(line)
                print(json.dumps(\(answer)), flush=True)
            """)
        let vectors = ["--vectors", ProjectFile.path("Fixtures/events")]
        let only = ["--only", "v11/authorize-join-of-a-public-room-is-allowed"]
        let run = try await Fedctl.run(
            ["event", "vectors", "run", "--timeout", "1"] + vectors + only
                + ["--", "python3", adapter])
        #expect(run.status == status && run.out.contains(words), "\(run)")
        let json = try await Fedctl.run(
            ["event", "vectors", "run", "--json", "--timeout", "1"] + vectors + only
                + ["--", "python3", adapter])
        try Schema.hold(json.out, to: "fedctl.event-vectors-run/1")
    }

    @Test("An adapter that cannot be started is told")
    func startsNothing() async throws {
        let run = try await Fedctl.run(
            [
                "event", "vectors", "run", "--vectors", ProjectFile.path("Fixtures/events"),
                "--", "/no/such/adapter",
            ])
        #expect(run.status == 65 && run.err.contains("/no/such/adapter"), "\(run)")
    }
}
