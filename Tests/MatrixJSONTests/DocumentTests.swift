import MatrixJSON
import Testing

@Suite("JSON documents")
struct DocumentTests {
    private func read(
        _ text: String, _ numbers: NumberReading = .normalizing
    ) throws -> JSONElement {
        try JSONDocument(parsing: Array(text.utf8), numbers: numbers).root
    }

    @Test("Members are found by the bytes of their names, after unescaping")
    func members() throws {
        let root = try read(#"{"b":{"x":[1,2]},"\u0061\n":true,"é":null,"e":"\u00e9"}"#)
        #expect(root.kind == .object)
        #expect(root["a\n"]?.boolean == true)
        #expect(root["b"]?["x"]?.elements.map(\.integer) == [1, 2])
        #expect(root["\u{E9}"]?.isNull == true)
        #expect(root["e\u{301}"] == nil)
        #expect(root["e"]?.string == "\u{E9}")
        #expect(root["c"] == nil)
        #expect(root["b"]?["x"]?["y"] == nil)
        #expect(root.members.map(\.name) == ["b", "a\n", "é", "e"])
        #expect(root.elements.isEmpty)
    }

    @Test("An element knows where it stands and what was there")
    func ranges() throws {
        let root = try read(#" {"a": [1, {"c":2 , "b":3}]} "#)
        let inner = try #require(root["a"]?.elements.last)
        #expect(inner.byteRange == 11..<26)
        #expect(Array(inner.rawBytes) == Array(#"{"c":2 , "b":3}"#.utf8))
        #expect(inner.canonicalBytes() == Array(#"{"b":3,"c":2}"#.utf8))
        #expect(inner.canonicalBytes(omitting: ["b"]) == Array(#"{"c":2}"#.utf8))
    }

    @Test("A value of another kind is none")
    func kinds() throws {
        let root = try read(#"[{},[],"s",1,false,null]"#)
        #expect(root.elements.map(\.kind) == [.object, .array, .string, .number, .boolean, .null])
        #expect(root.elements.map(\.string) == [nil, nil, "s", nil, nil, nil])
        #expect(root.elements.map(\.integer) == [nil, nil, nil, 1, nil, nil])
        #expect(root.elements.map(\.boolean) == [nil, nil, nil, nil, false, nil])
        #expect(root.elements.map(\.isNull) == [false, false, false, false, false, true])
    }

    @Test("What has to be normalised is named by its offset")
    func normalizations() throws {
        let text = #"{"a":-0,"b":1e10,"c":10}"#
        let document = try JSONDocument(parsing: Array(text.utf8))
        #expect(document.normalizations == [5, 12])
        #expect(document.root["a"]?.integer == 0)
        #expect(document.root["b"]?.integer == 10_000_000_000)
        #expect(document.root["b"]?.numberText == "1e10")
        let preserving = try read(text, .preserving)
        #expect(preserving["b"]?.integer == nil)
        #expect(preserving["b"]?.value == .number("1e10"))
        #expect(preserving["a"]?.value == .number("-0"))
        #expect(
            try JSONDocument(parsing: Array(text.utf8), numbers: .preserving).normalizations == [])
    }

    @Test("An integer beyond Int64 keeps its text")
    func largeIntegers() throws {
        let root = try read("[9223372036854775807,9223372036854775808]", .preserving)
        #expect(root.elements.map(\.integer) == [Int64.max, nil])
        #expect(root.value == [.integer(Int64.max), .number("9223372036854775808")])
    }
}
