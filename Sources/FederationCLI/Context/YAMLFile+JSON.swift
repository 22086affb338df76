import FoundationEssentials
import MatrixJSON
import Yams

extension YAMLFile {
    /// What the file holds, read as the JSON that it stands for: a number in quotes is a text.
    ///
    /// - Throws: ``CommandFailure`` with the place in the file, what was expected and what was there.
    func decodeAsJSON<Value: Decodable>(_ type: Value.Type) throws(CommandFailure) -> Value {
        let text = try text()
        let json = try document(text)
        return try reading(text) {
            try JSONDecoder().decode(type, from: Data(json.canonicalBytes()))
        }
    }

    /// The JSON that the file stands for; an empty object for one without content.
    ///
    /// - Throws: ``CommandFailure`` with the place in the file, what was expected and what was there.
    func document() throws(CommandFailure) -> JSONValue {
        try document(try text())
    }

    private func document(_ text: String) throws(CommandFailure) -> JSONValue {
        try reading(text) { try Yams.compose(yaml: text).map(Self.json) ?? .object([:]) }
    }

    /// The JSON that a node stands for.
    private static func json(_ node: Node) throws -> JSONValue {
        switch node {
        case .scalar(let scalar): return json(scalar, tag: node.tag)
        case .sequence(let sequence): return .array(try sequence.map(json))
        case .mapping(let mapping): return .object(try object(mapping))
        // The parser has put in what an alias stands for.
        case .alias: return .null
        }
    }

    private static func json(_ scalar: Node.Scalar, tag: Tag) -> JSONValue {
        if tag == Tag(.null) { return .null }
        if tag == Tag(.bool), let boolean = Bool.construct(from: scalar) {
            return .boolean(boolean)
        }
        if tag == Tag(.int), let integer = Int.construct(from: scalar) {
            return .integer(Int64(integer))
        }
        if tag == Tag(.float), let number = Double.construct(from: scalar), number.isFinite {
            return .number("\(number)")
        }
        return .string(scalar.string)
    }

    private static func object(_ mapping: Node.Mapping) throws -> JSONObject {
        var object = JSONObject()
        var merged: [JSONObject] = []
        for (key, value) in mapping {
            guard case .scalar(let name) = key else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: [], debugDescription: "expected a text as name"))
            }
            guard key.tag == Tag(.merge) else {
                object[name.string] = try json(value)
                continue
            }
            switch try json(value) {
            case .object(let others): merged.append(others)
            case .array(let list):
                for case .object(let others) in list { merged.append(others) }
            default: break
            }
        }
        for others in merged {
            for (name, value) in others.members where object[name] == nil { object[name] = value }
        }
        return object
    }
}
