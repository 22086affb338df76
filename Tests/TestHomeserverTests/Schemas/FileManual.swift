import MatrixJSON
import TestSupport

/// The lists of the members of a file, as the manual page has them.
struct FileManual {
    let schema: JSONSchema

    /// The lines, in the language of the page.
    var lines: [String] {
        guard let root = schema.part(at: "#") else { return [] }
        var lines = list(root)
        for name in root.schema["$defs"]?.members ?? [] {
            guard let part = schema.part(at: "#/$defs/\(name)"), part.schema["properties"] != nil
            else { continue }
            lines += [".Pp", String(Self.sentence("\(words(part)) has").dropLast()) + ":"]
            lines += list(part)
        }
        return lines
    }

    private func list(_ part: SchemaPart) -> [String] {
        var lines = [".Bl -tag -width Ds -compact"]
        let required = part.schema.list("required")
        let properties = part.schema["properties"]
        for name in properties?.members ?? [] {
            guard let own = properties?[name], let member = schema.part(of: name, in: part)
            else { continue }
            let need = required.contains(.string(name)) ? "required, " : ""
            let usual = own["default"].map { "; \(Self.text($0)) without it" } ?? ""
            let meaning = own["description"]?.text ?? ""
            lines.append(".It Li \(name)")
            lines.append(Self.sentence("\(need)\(words(member)): \(meaning)\(usual)"))
        }
        return lines + [".El"]
    }

    /// What may stand there.
    private func words(_ part: SchemaPart) -> String {
        let own = part.schema
        if let title = own["title"]?.text { return title }
        let choices = schema.choices(of: part)
        if own["anyOf"] != nil { return choices.map(words).joined(separator: " or ") }
        if own["enum"] != nil {
            return "one of " + own.list("enum").map(Self.text).joined(separator: ", ")
        }
        if let const = own["const"] { return Self.text(const) }
        let types = own["type"]?.text.map { [$0] } ?? own.list("type").compactMap(\.text)
        return types.map { words($0, part) }.joined(separator: " or ")
    }

    private func words(_ type: String, _ part: SchemaPart) -> String {
        switch type {
        case "string": "a text"
        case "boolean": "true or false"
        case "integer": "a whole number" + Self.range(part.schema)
        case "number": "a number" + Self.range(part.schema)
        case "array": "a list, each " + (schema.elements(of: part).map(words) ?? "")
        default: "an object"
        }
    }

    private static func range(_ schema: JSONValue) -> String {
        switch (schema["minimum"], schema["maximum"]) {
        case (let least?, let most?): " from \(text(least)) to \(text(most))"
        case (let least?, nil): " from \(text(least)) on"
        default: ""
        }
    }

    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text.isEmpty ? "empty" : text
        case .array(let list): list.map(text).joined(separator: ", ")
        default: String(decoding: value.canonicalBytes(), as: UTF8.self)
        }
    }

    /// The words as a sentence, on a line that is no macro.
    private static func sentence(_ words: String) -> String {
        let text = words.prefix(1).uppercased() + words.dropFirst() + "."
        return text.hasPrefix("'") || text.hasPrefix(".") ? "\\&\(text)" : text
    }
}

extension JSONValue {
    /// The names of an object's members, in their order.
    fileprivate var members: [String] {
        if case .object(let object) = self { object.members.map(\.name) } else { [] }
    }
}
