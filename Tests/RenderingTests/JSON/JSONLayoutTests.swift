import MatrixJSON
import Rendering
import Testing

@Suite("JSON for people and pipes")
struct JSONLayoutTests {
    @Test("One line keeps the order of members and has no white space")
    func compact() {
        let value: JSONValue = ["b": [1, true, nil, "x"], "a": [:]]
        #expect(value.lineText == #"{"b":[1,true,null,"x"],"a":{}}"#)
    }

    @Test("What fits stays on one line, except the outermost value")
    func pretty() {
        let value: JSONValue = [
            "schema": "x/1", "counts": ["pass": 1, "fail": 0], "list": [1, 2],
        ]
        #expect(
            value.prettyText == """
                {
                  "schema": "x/1",
                  "counts": { "pass": 1, "fail": 0 },
                  "list": [1, 2]
                }
                """)
    }

    @Test("What does not fit is indented by two spaces a level")
    func wide() {
        let long = String(repeating: "x", count: 160)
        let value: JSONValue = ["checks": [["id": .string(long), "verdict": "pass"]]]
        #expect(
            value.prettyText == """
                {
                  "checks": [
                    {
                      "id": "\(long)",
                      "verdict": "pass"
                    }
                  ]
                }
                """)
    }

    @Test("An empty value is on one line, outermost too")
    func empty() {
        #expect(JSONValue.object([:]).prettyText == "{}")
        #expect(JSONValue.array([]).prettyText == "[]")
    }

    @Test(
        "What could steer a terminal is escaped, and reads back as it was",
        arguments: ["\u{1B}[2J", "\u{9B}2J", "a\u{202E}b", "\u{0}", "\"\\\n", "e\u{301}", "é"])
    func escapes(text: String) throws {
        let written = JSONValue.string(text).lineText
        #expect(
            !written.unicodeScalars.contains {
                $0.value < 32 || (0x7F...0x9F).contains($0.value) || $0.value == 0x202E
            })
        let back = try JSONValue(parsing: Array(written.utf8))
        guard case .string(let string) = back else {
            Issue.record("not a string: \(written)")
            return
        }
        #expect(Array(string.utf8) == Array(text.utf8))
    }
}
