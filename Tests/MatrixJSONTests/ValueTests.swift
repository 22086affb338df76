import MatrixJSON
import Testing

@Suite("JSON values")
struct ValueTests {
    @Test("A value is written in canonical form")
    func canonical() {
        let value: JSONValue = [
            "z": [nil, true, -1, "a\"\\\n\u{1}/\u{7F}\u{2028}"], "\u{1F600}": 1, "\u{FFFD}": [:],
            "a\u{0}": 2, "a": 3, "\"": .number("1.5e3"),
        ]
        let wanted =
            #"{"\"":1.5e3,"a":3,"a\u0000":2,"#
            + "\"z\":[null,true,-1,\"a\\\"\\\\\\n\\u0001/\u{7F}\u{2028}\"],\"\u{FFFD}\":{},\"\u{1F600}\":1}"
        #expect(String(decoding: value.canonicalBytes(), as: UTF8.self) == wanted)
    }

    @Test("Composed and decomposed letters are different")
    func bytes() {
        #expect(JSONValue.string("\u{E9}") != .string("e\u{301}"))
        var object: JSONObject = ["\u{E9}": 1, "e\u{301}": 2]
        #expect(object.count == 2)
        object["e\u{301}"] = nil
        #expect(object["\u{E9}"] == 1)
        #expect(object["e\u{301}"] == nil)
        #expect(Set<JSONValue>(["\u{E9}", "e\u{301}"]).count == 2)
    }

    @Test("The order of members does not count, and the order of elements does")
    func equality() {
        let one: JSONValue = ["a": 1, "b": [1, 2]]
        let other: JSONValue = ["b": [1, 2], "a": 1]
        #expect(one == other)
        #expect(one.hashValue == other.hashValue)
        #expect(one != ["a": 1, "b": [2, 1]])
        #expect(one != ["a": 1])
        #expect(JSONValue.integer(1) != .number("1"))
        #expect(JSONValue.null != false)
    }

    @Test("The last of two equal names counts, and members keep their order")
    func members() {
        var object = JSONObject([("b", 1), ("a", 2), ("b", 3)])
        #expect(object.members.map(\.name) == ["b", "a"])
        #expect(object["b"] == 3)
        for index in 0..<40 { object["k\(index)"] = .integer(Int64(index)) }
        object["k20"] = nil
        object["k30"] = "changed"
        #expect(object.count == 41)
        #expect(object["k20"] == nil)
        #expect(object["k30"] == "changed")
        #expect(object["k39"] == 39)
        #expect(object["b"] == 3)
        for index in 0..<39 { object["k\(index)"] = nil }
        #expect(object.members.map(\.name) == ["b", "a", "k39"])
        #expect(object["k39"] == 39)
    }
}
