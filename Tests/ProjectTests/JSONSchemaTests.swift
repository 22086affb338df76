import MatrixJSON
import TestSupport
import Testing

/// The reader of schemas itself: a keyword that it passed over would hold nothing to what it says.
@Suite("Schemas and what stands beside their references")
struct JSONSchemaTests {
    private static let count: JSONValue = ["type": "integer", "minimum": 1]
    /// A reference with something beside it: at the root, in members, elements and choices.
    private static let schema: JSONValue = [
        "$id": "test.outer/1",
        "$ref": "#/$defs/outer",
        "required": ["id"],
        "properties": [
            "small": ["$ref": "#/$defs/count", "maximum": 5],
            "chain": ["$ref": "#/$defs/even", "enum": [2, 4, 7]],
            "list": ["type": "array", "items": ["$ref": "#/$defs/count", "maximum": 5]],
            "choice": ["anyOf": [["$ref": "#/$defs/count", "maximum": 5], ["type": "null"]]],
            "other": [
                "$ref": "../test.other/1#/$defs/name", "enum": ["a", "b", 1],
            ],
        ],
        "additionalProperties": ["$ref": "#/$defs/count", "const": 3],
        "$defs": [
            "outer": ["type": "object", "required": ["small"]],
            "count": count,
            "even": ["$ref": "#/$defs/count", "enum": [2, 4, 6]],
        ],
    ]
    private static let other: JSONValue = [
        "$id": "test.other/1",
        "$defs": ["name": ["$ref": "#/$defs/text"], "text": ["type": "string"]],
    ]

    @Test(
        "Both hold: what a reference leads to, and what stands beside it",
        arguments: [
            (["id": 3, "small": 5, "chain": 4, "list": [1, 5], "choice": nil, "other": "a"], []),
            (["small": 1], ["$.id: missing"]), (["id": 3], ["$.small: missing"]),
            (["id": 3, "small": 0], ["$.small: below the minimum"]),
            (["id": 3, "small": 6], ["$.small: above the maximum"]),
            (["id": 3, "small": "1"], ["$.small: not of the type"]),
            (["id": 3, "small": 1, "chain": 6], ["$.chain: not one of the enum"]),
            (["id": 3, "small": 1, "chain": 7], ["$.chain: not one of the enum"]),
            (
                ["id": 3, "small": 1, "chain": 0],
                [
                    "$.chain: below the minimum", "$.chain: not one of the enum",
                    "$.chain: not one of the enum",
                ]
            ),
            (["id": 3, "small": 1, "list": [1, 6]], ["$.list[1]: above the maximum"]),
            (["id": 3, "small": 1, "list": [0]], ["$.list[0]: below the minimum"]),
            (["id": 3, "small": 1, "choice": 6], ["$.choice: fits 0 of anyOf"]),
            (["id": 3, "small": 1, "other": "c"], ["$.other: not one of the enum"]),
            (["id": 3, "small": 1, "other": 1], ["$.other: not of the type"]),
            (["id": 4, "small": 1], ["$.id: not the const"]),
            ([], ["$: not of the type"]),
        ] as [(JSONValue, [String])])
    func siblings(value: JSONValue, problems: [String]) throws {
        let schema = try JSONSchema(Self.schema, with: [Self.other])
        #expect(schema.problems(of: value).sorted() == problems)
    }

    @Test("A part is held to what stands beside its reference as well")
    func parts() throws {
        let schema = try JSONSchema(Self.schema, with: [Self.other])
        #expect(schema.problems(of: 5, at: "#/properties/small") == [])
        #expect(schema.problems(of: 6, at: "#/properties/small") == ["$: above the maximum"])
        #expect(schema.problems(of: 6, at: "#/nothing") == ["there is no #/nothing"])
    }

    @Test("An unknown keyword beside a reference is refused, and one that leads nowhere")
    func refusals() {
        for part: JSONValue in [
            ["$ref": "#/$defs/a", "pattern": "^x"], ["$ref": "#/$defs/b"], ["$ref": "../no/1"],
            ["$ref": "#/properties/x"],
        ] {
            #expect(throws: JSONSchema.UnknownKeyword.self, "\(part)") {
                try JSONSchema(["properties": ["x": part], "$defs": ["a": ["type": "string"]]])
            }
        }
    }
}
