import MatrixJSON

/// One question with its right answer, from a file.
struct EventVector: Sendable {
    /// Folder and name, such as `v11/event-message`.
    let name: String
    /// The file's object.
    let object: JSONObject

    /// Reads a file.
    init(name: String, parsing bytes: [UInt8]) throws(EventVectorError) {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes, numbers: .preserving)
        } catch {
            throw .notJSON(name, error)
        }
        guard case .object(let object) = value, case .object? = object["expect"],
            case .string? = object["kind"], case .string? = object["room_version"]
        else { throw .notAVector(name) }
        self.name = name
        self.object = object
    }

    /// What is asked.
    var kind: String { text("kind") }

    /// The room version that it is about.
    var roomVersion: String { text("room_version") }

    /// Where it comes from.
    var source: String { text("source") }

    /// The members of the right answer.
    var expected: JSONObject {
        guard case .object(let expected)? = object["expect"] else { return [:] }
        return expected
    }

    /// The line that an adapter is asked with.
    var request: [UInt8] {
        var question: JSONObject = ["vector": .string(name)]
        for member in object.members where member.name != "expect" && member.name != "source" {
            question[member.name] = member.value
        }
        return question.canonicalBytes() + [UInt8(ascii: "\n")]
    }

    private func text(_ name: String) -> String {
        guard case .string(let text)? = object[name] else { return "" }
        return text
    }
}
