import MatrixJSON
import Testing

@Suite("Canonical JSON")
struct CanonicalizeTests {
    @Test(
        "The vectors of the spec come out as the spec has them",
        arguments: [
            ("{}", "{}"),
            (#"{"one": 1,"two": "Two"}"#, #"{"one":1,"two":"Two"}"#),
            (#"{"b": "2","a": "1"}"#, #"{"a":"1","b":"2"}"#),
            (#"{"b":"2","a":"1"}"#, #"{"a":"1","b":"2"}"#),
            (#"{"a": "日本語"}"#, #"{"a":"日本語"}"#),
            (#"{"本": 2,"日": 1}"#, #"{"日":1,"本":2}"#),
            (#"{"a": "\u65E5"}"#, #"{"a":"日"}"#),
            (#"{"a": null}"#, #"{"a":null}"#),
            (#"{"a": -0,"b": 1e10}"#, #"{"a":0,"b":10000000000}"#),
            (
                "{\"\u{1F600}\":1,\"\u{FFFD}\":2,\"z\":3}",
                "{\"z\":3,\"\u{FFFD}\":2,\"\u{1F600}\":1}"
            ),
            (
                #" [ ] "#, "[]"
            ),
            (
                #"[ 1 , [2, [ ] ,{ } ] ,"\/",3,4, {"b":[1, 2],"a":{"d":1 ,"c":"\u0041"}}]"#,
                #"[1,[2,[],{}],"/",3,4,{"a":{"c":"A","d":1},"b":[1,2]}]"#
            ),
            (
                #"{"\"":1,"\\":2,"\u0000":3,"\n":4,"!":5,"\u0022x":6}"#,
                #"{"\u0000":3,"\n":4,"!":5,"\"":1,"\"x":6,"\\":2}"#
            ),
        ])
    func vectors(input: String, output: String) throws {
        let canonical = try canonicalize(Array(input.utf8))
        #expect(String(decoding: canonical, as: UTF8.self) == output)
        #expect(try JSONValue(parsing: Array(input.utf8)).canonicalBytes() == canonical)
    }

    @Test(
        "A mistake is named with its offset",
        arguments: [
            (#"{"a":-0,"b":1e10}"#, "byte 5: negative zero is not allowed"),
            (#"{"a":1,"a":2}"#, #"byte 7: the key "a" is there twice"#),
            (#"{"a":1,"\u0061":2,"b":tru}"#, #"byte 7: the key "a" is there twice"#),
            (#"[1,]"#, "byte 2: a comma before the end of an object or an array is not allowed"),
            (#"{"a":1 "b"}"#, #"byte 7: expected ',' or '}', found '"'"#),
        ])
    func mistakes(input: String, description: String) throws {
        let error = #expect(throws: JSONSyntaxError.self) {
            try canonicalize(Array(input.utf8), numbers: .strict)
        }
        #expect(error?.description == description)
    }
}
