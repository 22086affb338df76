import Testing

@Suite("fedctl json canonical")
struct JSONCanonicalTests {
    @Test("Numbers are normalised, and nothing follows the last byte")
    func normalises() async throws {
        let run = try await Fedctl.run(["json", "canonical"], input: #"{"a":-0,"b":1e10}"#)
        #expect(run.status == 0 && run.out == #"{"a":0,"b":10000000000}"#, "\(run)")
        #expect(run.err.isEmpty)
    }

    @Test("--strict refuses what events may not hold, and names the byte")
    func strict() async throws {
        let run = try await Fedctl.run(
            ["json", "canonical", "--strict"], input: #"{"a":-0,"b":1e10}"#)
        #expect(run.status == 65 && run.out.isEmpty, "\(run)")
        #expect(run.err.hasPrefix("fedctl: standard input: byte 5: "), "\(run)")
    }

    @Test("A file, and '-', are read as standard input is")
    func reads() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("object.json", #"{ "b" : [ ], "a" : "\u65E5" }"#)
        let fromFile = try await Fedctl.run(["json", "canonical", file])
        #expect(fromFile.out == #"{"a":"日","b":[]}"#, "\(fromFile)")
        let fromDash = try await Fedctl.run(["json", "canonical", "-"], input: "[1, 2]")
        #expect(fromDash.out == "[1,2]", "\(fromDash)")
        let missing = try await Fedctl.run(["json", "canonical", folder.path + "/none.json"])
        #expect(missing.status == 65, "\(missing)")
        #expect(missing.err.contains("none.json: no such file"), "\(missing)")
    }

    @Test("With --ndjson a line that is no document gives an error in its place")
    func lines() async throws {
        let input = "{\"b\":1,\"a\":2}\n{\"a\":1.5}\n\n{\"c\": 3}"
        let run = try await Fedctl.run(["json", "canonical", "--ndjson"], input: input)
        let lines = run.out.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(run.status == 1, "\(run)")
        #expect(lines.count == 5 && lines[0] == #"{"a":2,"b":1}"#, "\(run)")
        #expect(lines[1].hasPrefix("error: byte 5: "), "\(run)")
        #expect(lines[2].hasPrefix("error: "), "\(run)")
        #expect(lines[3] == #"{"c":3}"# && lines[4].isEmpty, "\(run)")
    }

    @Test("--omit leaves out top-level members only")
    func omits() async throws {
        let run = try await Fedctl.run(
            ["json", "canonical", "--omit", "unsigned", "--omit", "signatures"],
            input: #"{"unsigned":{},"a":{"unsigned":1},"signatures":{}}"#)
        #expect(run.out == #"{"a":{"unsigned":1}}"#, "\(run)")
    }
}
