import FederationChecks
import FederationClient
import MatrixJSON
import Rendering
import Testing

@Suite("Calls of fedctl that are shown to its users")
struct ExampleTests {
    @Test("Every call on a manual page is one that fedctl takes")
    func manuals() throws {
        let fedctl = try HelpDump.load()
        var count = 0
        for path in Project.files(in: "man", endingIn: [".1"]) {
            let lines = Self.shellLines(ofManual: try Project.text(path))
            #expect(!lines.isEmpty, "\(path) shows no call")
            for call in lines.flatMap(ShellLine.calls) {
                #expect(fedctl.problems(of: call) == [], "\(path)")
                count += 1
            }
        }
        #expect(count > 60)
    }

    @Test("Every page of a fault or a spelling says how to try it, in a call that fedctl takes")
    func pages() throws {
        let fedctl = try HelpDump.load()
        for id in SenderPage.identifiers {
            let page = try #require(SenderPage.named(id)).json
            let lines = Self.texts(in: page).filter { $0.hasPrefix("fedctl ") }
            #expect(lines.count == 1, "\(id)")
            let calls = lines.flatMap(ShellLine.calls)
            #expect(calls.flatMap { fedctl.problems(of: $0) } == [], "\(id)")
            // What is tried is what the page is about.
            let call = try #require(calls.first)
            let option = try #require(
                call.firstIndex { $0 == (id.hasPrefix("craft.") ? "--craft" : "--only") })
            #expect(id.hasSuffix("." + call[option + 1]), "\(id)")
        }
        #expect(SenderPage.identifiers.count > 100)
    }

    @Test("Every call that a page of a check, a fix or a message names exists")
    func prose() throws {
        let fedctl = try HelpDump.load()
        var texts = Self.texts(in: CheckTable().json) + RefusalCause.all.map(\.fix)
        for id in SenderPage.identifiers {
            texts += Self.texts(in: try #require(SenderPage.named(id)).json)
        }
        for path in Project.files(in: "Sources", endingIn: [".swift"]) {
            texts += try Project.text(path).split(separator: "\n").map(String.init)
        }
        let calls = texts.flatMap(ShellLine.quotedCalls)
        for call in calls {
            #expect(fedctl.problems(of: call, partial: true) == [])
        }
        #expect(calls.count > 20)
    }

    @Test(
        "A call that fedctl does not take is told from one that it takes",
        arguments: [
            ("fedctl check a.example --ca f --json", 0), ("fedctl --version", 0),
            ("fedctl check a.example --no-such", 1), ("fedctl chek a.example", 1),
            ("fedctl keys fecth a.example", 1), ("fedctl check a.example --ca", 1),
            ("fedctl check a.example --ca --json", 1), ("fedctl check a.example --json=1", 1),
            ("fedctl check a.example --format xml", 1), ("fedctl query", 1),
            ("fedctl auth styles a.example", 0), ("fedctl keys convert key", 1),
            ("fedctl explain a b", 1), ("fedctl event vectors run -- x --no-such", 0),
        ])
    func calls(line: String, problems: Int) throws {
        let calls = ShellLine.calls(in: line)
        #expect(calls.count == 1)
        let fedctl = try HelpDump.load()
        let found = calls.flatMap { fedctl.problems(of: $0) }
        #expect(found.count == problems, "\(found)")
    }

    @Test("Calls are found between others, with their quotes taken away")
    func words() {
        let line = #"$ a "$(fedctl x 'b c')" | fedctl y "d|e" --f='g' > fedctl.txt; nofedctl z"#
        #expect(
            ShellLine.calls(in: line) == [
                ["fedctl", "x", "b c"], ["fedctl", "y", "d|e", "--f=g"],
            ])
        let prose = "it's so: 'fedctl x --y' does, and 'fedctl' does not"
        #expect(ShellLine.quotedCalls(in: prose) == [["fedctl", "x", "--y"]])
        let page =
            ".Dl $ fedctl x \\(dqy\\(dq\n.Bd -literal\n$ fedctl z \\e\n    --w\nfedctl says\n.Ed\n"
        #expect(Self.shellLines(ofManual: page) == [#"$ fedctl x "y""#, "$ fedctl z     --w"])
    }

    /// The lines that a manual page shows to be typed, those that go on put together.
    private static func shellLines(ofManual page: String) -> [String] {
        let plain = page.replacing("\\e\n", with: "").replacing("\\(dq", with: "\"")
            .replacing("\\-", with: "-").replacing("\\&", with: "")
        return plain.split(separator: "\n").compactMap { line in
            let text = line.hasPrefix(".Dl ") ? line.dropFirst(4) : line
            return text.hasPrefix("$ ") ? String(text) : nil
        }
    }

    /// Every text in a value.
    private static func texts(in value: JSONValue) -> [String] {
        switch value {
        case .string(let text): [text]
        case .array(let values): values.flatMap(texts)
        case .object(let object): object.members.flatMap { texts(in: $0.value) }
        default: []
        }
    }
}
