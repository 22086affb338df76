import FederationCore
import MatrixJSON

/// Parameters that were held against the type of EDU that they are for.
struct EDUArguments {
    /// The time, in milliseconds since the Unix epoch.
    let now: Int64
    private let values: [(name: String, value: JSONValue)]

    init(
        _ items: [RequestParameter], of builder: EDUBuilder, now: Int64
    ) throws(EDUBuildError) {
        self.now = now
        var lists: [(parameter: EDUParameter, values: [JSONValue])] = []
        for item in items {
            let parameter = builder.parameters.first {
                $0.name.utf8.elementsEqual(item.name.utf8)
            }
            guard let parameter else { throw .unknownParameter(item.name, type: builder.name) }
            let value = try Self.value(item.value, of: parameter)
            if let index = lists.firstIndex(where: { $0.parameter.name == parameter.name }) {
                guard parameter.isRepeated else {
                    throw .repeatedParameter(parameter.name, type: builder.name)
                }
                lists[index].values.append(value)
            } else {
                lists.append((parameter, [value]))
            }
        }
        for parameter in builder.parameters where parameter.isRequired {
            guard lists.contains(where: { $0.parameter.name == parameter.name }) else {
                throw .missingParameter(parameter.name, type: builder.name)
            }
        }
        values = lists.map { list in
            (list.parameter.name, list.parameter.isRepeated ? .array(list.values) : list.values[0])
        }
    }

    /// What was given for a parameter, or `usual`.
    subscript(_ name: String, _ usual: JSONValue = .null) -> JSONValue {
        values.first { $0.name == name }?.value ?? usual
    }

    /// The text that was given for a parameter, or `usual`.
    func text(_ name: String, or usual: String = "") -> String {
        guard case .string(let text) = self[name] else { return usual }
        return text
    }

    /// `object` with those members that were given.
    func adding(_ names: [String], to object: JSONObject) -> JSONObject {
        var object = object
        for (name, value) in values where names.contains(name) { object[name] = value }
        return object
    }

    private static func value(
        _ text: String, of parameter: EDUParameter
    ) throws(EDUBuildError) -> JSONValue {
        let value: JSONValue? =
            switch parameter.type {
            case .integer: integer(text).map { .integer($0) }
            case .boolean: ["true": true, "false": false][text].map { .boolean($0) }
            case .choice(let words): words.contains(text) ? .string(text) : nil
            case .object: object(text)
            case .userID: (try? UserID(parsing: text)).map { .string("\($0)") }
            case .roomID: (try? RoomID(parsing: text)).map { .string("\($0)") }
            case .eventID: (try? EventID(parsing: text)).map { .string("\($0)") }
            case .string, .serverName, .roomAlias: .string(text)
            }
        guard let value else {
            throw .invalidValue(text, parameter: parameter.name, expected: parameter.type)
        }
        return value
    }

    private static func integer(_ text: String) -> Int64? {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int64(text).flatMap { $0.magnitude < 1 << 53 ? $0 : nil }
    }

    private static func object(_ text: String) -> JSONValue? {
        // What is no JSON is no object, and the error says that an object is expected.
        let value = try? JSONValue(parsing: Array(text.utf8))
        guard case .object? = value else { return nil }
        return value
    }
}
