import FederationCore
import FoundationEssentials
import MatrixJSON

/// A request for a control operation, held to its row.
struct ControlCall: Sendable {
    /// The row.
    let operation: ControlOperation
    /// What it is told; each member is one of the row, and of its kind.
    let arguments: JSONObject
    /// The virtual server that is meant.
    let state: ServerState
    /// Everything that can be asked and told.
    let home: ControlledHomeserver
    /// The time, in milliseconds since the Unix epoch.
    let now: Int64

    /// An argument of any kind.
    func value(_ name: String) -> JSONValue? { arguments[name] }

    /// An argument that is a text.
    func text(_ name: String) -> String? {
        if case .string(let text) = arguments[name] { text } else { nil }
    }

    /// An argument that is a whole number.
    func integer(_ name: String) -> Int64? {
        if case .integer(let integer) = arguments[name] { integer } else { nil }
    }

    /// An argument that is true or false.
    func boolean(_ name: String) -> Bool? {
        if case .boolean(let boolean) = arguments[name] { boolean } else { nil }
    }

    /// An argument that is a number of milliseconds.
    func duration(_ name: String) -> Duration? { integer(name).map { .milliseconds($0) } }

    /// An argument that is an object.
    func object(_ name: String) -> JSONObject? {
        if case .object(let object) = arguments[name] { object } else { nil }
    }

    /// An argument that is a text or a list of texts; empty where it is left out.
    func texts(_ name: String) -> [String] {
        switch arguments[name] {
        case .string(let text): [text]
        case .array(let elements):
            elements.compactMap { if case .string(let text) = $0 { text } else { nil } }
        default: []
        }
    }

    /// An argument that is a list of objects; empty where it is left out.
    func objects(_ name: String) -> [JSONObject] {
        guard case .array(let elements) = arguments[name] else { return [] }
        return elements.compactMap { if case .object(let object) = $0 { object } else { nil } }
    }

    /// What `read` makes of an argument that is a text; none where it is left out.
    ///
    /// - Throws: A refusal with `M_BAD_JSON` that has the words of the error.
    func read<Value>(
        _ name: String, as read: (String) throws -> Value
    ) throws(Refusal) -> Value? {
        guard let text = text(name) else { return nil }
        do {
            return try read(text)
        } catch {
            throw Refusal(400, "M_BAD_JSON", "'\(name)': \(error)")
        }
    }

    /// What `read` makes of an argument that is a text.
    ///
    /// - Throws: A refusal with `M_BAD_JSON`, or `M_MISSING_PARAM` where it is left out.
    func require<Value>(
        _ name: String, as read: (String) throws -> Value
    ) throws(Refusal) -> Value {
        guard let value = try self.read(name, as: read) else {
            throw Self.missing(name)
        }
        return value
    }

    /// What all arguments together describe, as a file would.
    ///
    /// - Throws: A refusal with `M_BAD_JSON` that names the member and what was expected.
    func decode<Value: Decodable>(_ type: Value.Type) throws(Refusal) -> Value {
        try Self.decode(type, from: arguments)
    }

    /// What an object describes, as a file would.
    static func decode<Value: Decodable>(
        _ type: Value.Type, from object: JSONObject
    ) throws(Refusal) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(object.canonicalBytes()))
        } catch let error as DecodingError {
            throw Refusal(400, "M_BAD_JSON", error.inWords)
        } catch {
            throw Refusal(400, "M_BAD_JSON", "\(error)")
        }
    }

    /// The answer to a question for something that is not there.
    func unknown(_ kind: String, _ name: String) -> Refusal {
        Refusal(404, "M_NOT_FOUND", "there is no \(kind) \(name)")
    }

    /// The answer where an argument is left out that cannot be.
    static func missing(_ name: String) -> Refusal {
        Refusal(400, "M_MISSING_PARAM", "there is no '\(name)'")
    }
}
