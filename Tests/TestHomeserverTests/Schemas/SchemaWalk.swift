import MatrixJSON
import TestSupport

/// A walk through a document that fits a schema, along the objects that the schema describes.
struct SchemaWalk {
    let schema: JSONSchema

    /// An object that may have the members of the schema and no others.
    struct Stop {
        /// Where it is.
        let path: [JSONStep]
        /// What it is.
        let object: JSONObject
        /// What describes it.
        let part: SchemaPart

        /// The names that it may have.
        var names: [String] { part.schema["properties"]?.names ?? [] }

        /// What tells the kind of object from others.
        var kind: String { part.schema["title"]?.text ?? "" }
    }

    /// The objects of a document.
    func stops(in document: JSONValue) -> [Stop] {
        guard let root = schema.part(at: "#") else { return [] }
        return stops(in: document, root, [])
    }

    private func stops(in value: JSONValue, _ part: SchemaPart, _ path: [JSONStep]) -> [Stop] {
        let choice = schema.choices(of: part).first { schema.fits(value, $0) } ?? part
        switch value {
        case .array(let list):
            guard let items = schema.elements(of: choice) else { return [] }
            return list.enumerated().flatMap {
                stops(in: $0.element, items, path + [.element($0.offset)])
            }
        case .object(let object) where choice.schema["additionalProperties"] == false:
            let inner = object.members.flatMap { name, value in
                schema.part(of: name, in: choice).map {
                    stops(in: value, $0, path + [.member(name)])
                } ?? []
            }
            return [Stop(path: path, object: object, part: choice)] + inner
        default: return []
        }
    }
}
