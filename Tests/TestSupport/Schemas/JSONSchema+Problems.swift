import MatrixJSON

extension JSONSchema {
    /// What is wrong with a value where it is held to a part.
    func problems(of value: JSONValue, against part: SchemaPart, at place: String) -> [String] {
        let schema = part.schema
        var problems: [String] = []
        if case .string(let reference)? = schema["$ref"] {
            // What stands beside a reference holds as well.
            guard let target = part.leading(to: reference, in: documents) else {
                return ["\(place): \(reference) leads nowhere"]
            }
            problems += self.problems(of: value, against: target, at: place)
        }
        if let const = schema["const"], const != value {
            problems.append("\(place): not the const")
        }
        if case .array(let values)? = schema["enum"], !values.contains(value) {
            problems.append("\(place): not one of the enum")
        }
        if let type = schema["type"] {
            // One type, or several of which one is enough.
            let allowed: [JSONValue] = if case .array(let types) = type { types } else { [type] }
            if !Self.types(of: value).contains(where: { allowed.contains(.string($0)) }) {
                problems.append("\(place): not of the type")
            }
        }
        problems += Self.rangeProblems(of: value, against: schema, at: place)
        problems += choiceProblems(of: value, against: part, at: place)
        if case .array(let elements) = value, let items = schema["items"] {
            for (index, element) in elements.enumerated() {
                problems += self.problems(
                    of: element, against: part.inner(items), at: "\(place)[\(index)]")
            }
        }
        if case .object(let object) = value {
            problems += self.problems(of: object, against: part, at: place)
        }
        return problems
    }

    private func problems(
        of object: JSONObject, against part: SchemaPart, at place: String
    ) -> [String] {
        let schema = part.schema
        var needed: [JSONValue] = []
        if case .array(let required)? = schema["required"] { needed += required }
        if case .object(let dependent)? = schema["dependentRequired"] {
            for (name, value) in dependent.members where object[name] != nil {
                if case .array(let required) = value { needed += required }
            }
        }
        var problems: [String] = []
        for case .string(let name) in needed where object[name] == nil {
            problems.append("\(place).\(name): missing")
        }
        let rest = schema["additionalProperties"]
        for (name, member) in object.members {
            let here = "\(place).\(name)"
            if let property = schema["properties"]?[name] {
                problems += self.problems(of: member, against: part.inner(property), at: here)
            } else if rest == false {
                problems.append("\(here): not in the schema")
            } else if let rest, case .object = rest {
                problems += self.problems(of: member, against: part.inner(rest), at: here)
            }
        }
        return problems
    }

    private func choiceProblems(
        of value: JSONValue, against part: SchemaPart, at place: String
    ) -> [String] {
        var problems: [String] = []
        for (keyword, most) in [("anyOf", Int.max), ("oneOf", 1)] {
            guard case .array(let schemas)? = part.schema[keyword] else { continue }
            let fitting = schemas.count {
                self.problems(of: value, against: part.inner($0), at: place).isEmpty
            }
            if !(1...most).contains(fitting) {
                problems.append("\(place): fits \(fitting) of \(keyword)")
            }
        }
        return problems
    }

    private static func rangeProblems(
        of value: JSONValue, against schema: JSONValue, at place: String
    ) -> [String] {
        guard let number = number(value) else { return [] }
        var problems: [String] = []
        if let least = schema["minimum"].flatMap(Self.number), number < least {
            problems.append("\(place): below the minimum")
        }
        if let most = schema["maximum"].flatMap(Self.number), number > most {
            problems.append("\(place): above the maximum")
        }
        return problems
    }

    private static func number(_ value: JSONValue) -> Double? {
        switch value {
        case .integer(let integer): Double(integer)
        case .number(let text): Double(text)
        default: nil
        }
    }

    private static func types(of value: JSONValue) -> [String] {
        switch value {
        case .null: ["null"]
        case .boolean: ["boolean"]
        case .integer: ["integer", "number"]
        case .number: ["number"]
        case .string: ["string"]
        case .array: ["array"]
        case .object: ["object"]
        }
    }
}
