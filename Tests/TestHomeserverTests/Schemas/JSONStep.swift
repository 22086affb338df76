import MatrixJSON

/// A step into a JSON document.
enum JSONStep {
    case member(String)
    case element(Int)
}

extension JSONValue {
    /// The value with what stands at a place made into something else.
    func changed(
        at path: some Collection<JSONStep>, _ change: (JSONValue) -> JSONValue
    ) -> JSONValue {
        guard let step = path.first else { return change(self) }
        let rest = path.dropFirst()
        switch (step, self) {
        case (.member(let name), .object(var object)):
            object[name] = (object[name] ?? .null).changed(at: Array(rest), change)
            return .object(object)
        case (.element(let index), .array(var list)):
            list[index] = list[index].changed(at: Array(rest), change)
            return .array(list)
        default: return self
        }
    }

    /// The value with a member added, or made another.
    func with(_ name: String, _ value: JSONValue) -> JSONValue {
        guard case .object(var object) = self else { return self }
        object[name] = value
        return .object(object)
    }
}
