public import MatrixJSON

/// A schema within a document, in which its references are looked up.
public struct SchemaPart: Sendable {
    /// The schema.
    public let schema: JSONValue
    /// The document that it is a part of.
    public let document: JSONValue

    /// What the reference of the schema leads to, or itself; none where it leads nowhere.
    func followed(in documents: [JSONValue]) -> SchemaPart? {
        var part = self
        // A schema that leads to itself leads nowhere.
        for _ in 0..<16 {
            guard case .string(let reference)? = part.schema["$ref"] else { return part }
            guard let next = part.leading(to: reference, in: documents) else { return nil }
            part = next
        }
        return nil
    }

    /// What stands at a reference: `#/$defs/name`, or in another document `../name/1#/$defs/name`.
    func leading(to reference: String, in documents: [JSONValue]) -> SchemaPart? {
        let parts = reference.split(
            separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first else { return nil }
        let id = name.hasPrefix("../") ? name.dropFirst(3) : name
        let target =
            id.isEmpty ? document : documents.first { $0["$id"] == .string(String(id)) }
        guard let target else { return nil }
        var found = target
        for step in (parts.count == 2 ? parts[1] : "").split(separator: "/") {
            guard let next = found[String(step)] else { return nil }
            found = next
        }
        return SchemaPart(schema: found, document: target)
    }

    /// A schema within this one, with its reference as it stands.
    func inner(_ schema: JSONValue) -> SchemaPart {
        SchemaPart(schema: schema, document: document)
    }
}

extension JSONSchema {
    /// The part at a pointer, with its references followed; none where there is none.
    public func part(at pointer: String) -> SchemaPart? {
        unfollowedPart(at: pointer)?.followed(in: documents)
    }

    /// The part at a pointer, with its reference as it stands; none where there is none.
    func unfollowedPart(at pointer: String) -> SchemaPart? {
        documents.first.flatMap {
            SchemaPart(schema: $0, document: $0).leading(to: pointer, in: documents)
        }
    }

    /// The part for a member of what `part` describes; none where it has no such member.
    public func part(of member: String, in part: SchemaPart) -> SchemaPart? {
        part.schema["properties"]?[member].flatMap { part.inner($0).followed(in: documents) }
    }

    /// The part for the elements of what `part` describes.
    public func elements(of part: SchemaPart) -> SchemaPart? {
        part.schema["items"].flatMap { part.inner($0).followed(in: documents) }
    }

    /// The parts of which one is enough; the part itself where there are none.
    public func choices(of part: SchemaPart) -> [SchemaPart] {
        guard case .array(let list)? = part.schema["anyOf"] else { return [part] }
        return list.compactMap { part.inner($0).followed(in: documents) }
    }
}
