import MatrixJSON
import Testing

@Suite("Canonical JSON")
struct CanonicalizeTests {
    @Test(
        "Members of the outermost object are left out by their name, and no others",
        arguments: [
            (#"{"a":1,"signatures":{},"unsigned":2}"#, #"{"a":1}"#),
            (
                #"{"signatures":1,"a":{"signatures":1,"unsigned":2}}"#,
                #"{"a":{"signatures":1,"unsigned":2}}"#
            ),
            (#"{"unsigned":1,"signatures":1}"#, "{}"),
            (#" { "unsigned" : 1 } "#, "{}"),
            ("{}", "{}"),
            (#"{"unsigned":1,"b":[ 2 ],"signatures":3,"a":4}"#, #"{"a":4,"b":[2]}"#),
            (#"{"\u0075nsigned":1,"unsigned ":2}"#, #"{"unsigned ":2}"#),
            (#"[{"unsigned":1}]"#, #"[{"unsigned":1}]"#),
        ])
    func omitting(input: String, output: String) throws {
        let canonical = try canonicalize(Array(input.utf8), omitting: ["signatures", "unsigned"])
        #expect(String(decoding: canonical, as: UTF8.self) == output)
    }

    @Test("A name that looks the same but has other bytes is not left out")
    func omittingByBytes() throws {
        let canonical = try canonicalize(Array("{\"\u{E9}\":1}".utf8), omitting: ["e\u{301}"])
        #expect(canonical == Array("{\"\u{E9}\":1}".utf8))
    }

    @Test("What is left out is judged all the same")
    func omittedIsJudged() {
        #expect(throws: JSONSyntaxError(reason: .decimalPoint, offset: 12)) {
            try canonicalize(Array(#"{"unsigned":1.5}"#.utf8), omitting: ["unsigned"])
        }
    }

    @Test("The offset of a slice counts from its beginning")
    func slice() throws {
        let bytes = Array(#"xxx{"b":1 , "a":-0}yyy"#.utf8)
        #expect(try canonicalize(bytes[3..<19]) == Array(#"{"a":0,"b":1}"#.utf8))
        #expect(throws: JSONSyntaxError(reason: .negativeZero, offset: 13)) {
            try canonicalize(bytes[3..<19], numbers: .strict)
        }
    }

    @Test("Strings are read right wherever a character falls within eight bytes", arguments: 0..<17)
    func alignment(padding: Int) throws {
        let before = String(repeating: "x", count: padding)
        for character in ["é", "日", "😀", "\u{2028}", "\u{7F}"] {
            let plain = Array("[\"\(before)\(character)\(before)\"]".utf8)
            #expect(try canonicalize(plain) == plain)
            #expect(try canonicalize(plain + [0x20]) == plain)
        }
        let escaped = Array("[\"\(before)\\u00e9\\/\\ud83d\\ude00\\n\(before)\"]".utf8)
        let wanted = Array("[\"\(before)é/😀\\n\(before)\"]".utf8)
        #expect(try canonicalize(escaped) == wanted)
        let key = Array("{\"\(before)\\u00e9\":1,\"\(before)\":2}".utf8)
        #expect(try canonicalize(key) == Array("{\"\(before)\":2,\"\(before)é\":1}".utf8))
    }

    @Test(
        "A byte that is no UTF-8 is found wherever it falls within eight bytes", arguments: 0..<17)
    func alignmentOfMistakes(padding: Int) throws {
        let before = [UInt8](repeating: 0x61, count: padding)
        for wrong: [UInt8] in [
            [0x80], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xED, 0xA0, 0x80],
        ] {
            let bytes = [0x22] + before + wrong + before + [0x22]
            #expect(throws: JSONSyntaxError(reason: .invalidUTF8, offset: 1 + padding)) {
                try canonicalize(bytes)
            }
        }
        let control = [0x22] + before + [0x1F] + before + [0x22]
        #expect(throws: JSONSyntaxError(reason: .controlCharacter(0x1F), offset: 1 + padding)) {
            try canonicalize(control)
        }
    }
}
