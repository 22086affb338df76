import MatrixJSON
import TestSupport
import Testing

@Suite("fedctl event: rings, long chains and what is far too large")
struct EventHostilityTests {
    /// An event of room version 1, in which a server chooses the IDs.
    static func event(_ id: String, auth: [String], previous: [String] = []) -> String {
        func references(_ ids: [String]) -> String {
            ids.map { #"["$\#($0):a.example",{"sha256":"AAAA"}]"# }.joined(separator: ",")
        }
        return #"{"auth_events":[\#(references(auth))],"content":{},"depth":1,"#
            + #""event_id":"$\#(id):a.example","hashes":{"sha256":"AAAA"},"origin_server_ts":1,"#
            + #""prev_events":[\#(references(previous))],"room_id":"!r:a.example","#
            + #""sender":"@a:a.example","signatures":{},"state_key":"","type":"m.room.topic"}"#
            + "\n"
    }

    @Test("Events that authorise each other in a ring end the command, and are named")
    func rings() async throws {
        let folder = try TemporaryFolder()
        let ring = Self.event("a", auth: ["b"]) + Self.event("b", auth: ["a"])
        let room = try folder.write("ring.ndjson", ring)
        let fork = try folder.write("fork.ndjson", Self.event("a", auth: ["b"]))
        let words =
            "fedctl: 2 events name each other in a ring through auth_events: "
            + "$a:a.example -> $b:a.example -> $a:a.example\n"
        for version in ["1", "2"] {
            let options = ["--room-version", version]
            let check = try await Fedctl.run(["event", "check"] + options + [room])
            #expect(check.status == 65 && check.out.isEmpty && check.err == words, "\(check)")
            let resolve = try await Fedctl.run(
                ["event", "resolve"] + options + ["--events", room, fork, fork])
            #expect(resolve.status == 65 && resolve.err == words, "\(resolve)")
            // The rules look one step far: a ring behind it changes nothing.
            let authorize = try await Fedctl.run(
                ["event", "authorize"] + options + ["--auth-events", room, fork])
            #expect(authorize.status == 1 && authorize.out.hasPrefix("fail  $a:"), "\(authorize)")
        }
        let itself = try await Fedctl.run(
            ["event", "check", "--room-version", "1"], input: Self.event("a", auth: ["a"]))
        #expect(itself.status == 65, "\(itself)")
        #expect(itself.err == "fedctl: the event $a:a.example names itself in its auth_events\n")
        let previous = try await Fedctl.run(
            ["event", "check", "--room-version", "1"],
            input: Self.event("a", auth: [], previous: ["b"])
                + Self.event("b", auth: [], previous: ["a"]))
        #expect(previous.status == 65 && previous.err.contains("through prev_events"))
    }

    @Test("A chain of 20,000 auth events comes to a verdict", .timeLimit(.minutes(2)))
    func chain() async throws {
        let folder = try TemporaryFolder()
        let count = 20_000
        let events = (0..<count).map { number in
            let before = number == 0 ? [] : ["e\(number - 1)"]
            return Self.event("e\(number)", auth: before, previous: before)
        }
        let room = try folder.write("chain.ndjson", events.joined())
        let start = try folder.write("start.ndjson", events[0])
        let end = try folder.write("end.ndjson", events[count - 1])
        let options = ["--room-version", "2"]
        let resolve = try await Fedctl.run(
            ["event", "resolve"] + options + ["--events", room, start, end])
        #expect(resolve.status == 0, "\(resolve.err)")
        #expect(resolve.out.contains("0 agreed, 1 in conflict, 0 resolved"))
        let authorize = try await Fedctl.run(
            ["event", "authorize"] + options + ["--auth-events", room, end])
        #expect(authorize.status == 1, "\(authorize.err)")
        let check = try await Fedctl.run(["event", "check"] + options + ["--ndjson", room])
        #expect(check.status == 1, "\(check.err)")
        #expect(check.out.split(separator: "\n").count == count)
    }

    @Test("An event that names 100,000 auth events is no event")
    func many() async throws {
        let event = Self.event("x", auth: (0..<100_000).map { "e\($0)" })
        let check = try await Fedctl.run(["event", "check", "--room-version", "1"], input: event)
        #expect(check.status == 1, "\(check.err)")
        #expect(
            check.out.contains("dropped at step 1, the event format: no event of"))
        let authorize = try await Fedctl.run(
            ["event", "authorize", "--room-version", "1"], input: event)
        #expect(authorize.status == 65, "\(authorize)")
        #expect(authorize.err.contains("and 65536 are allowed"), "\(authorize.err)")
    }
}
