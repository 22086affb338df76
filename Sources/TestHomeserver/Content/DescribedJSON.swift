import MatrixJSON

/// Any JSON value that a file gives.
struct DescribedJSON: Decodable {
    let value: JSONValue

    init(from decoder: any Decoder) throws {
        if let members = try? decoder.container(keyedBy: MemberName.self) {
            var object = JSONObject()
            for key in members.allKeys {
                object[key.stringValue] = try members.decode(Self.self, forKey: key).value
            }
            value = .object(object)
        } else if var list = try? decoder.unkeyedContainer() {
            var elements: [JSONValue] = []
            while !list.isAtEnd { elements.append(try list.decode(Self.self).value) }
            value = .array(elements)
        } else {
            value = try Self.scalar(decoder.singleValueContainer())
        }
    }

    /// The first type that fits: a file does not say which one it means.
    private static func scalar(_ container: any SingleValueDecodingContainer) throws -> JSONValue {
        if container.decodeNil() { return .null }
        if let boolean = try? container.decode(Bool.self) { return .boolean(boolean) }
        if let integer = try? container.decode(Int64.self) { return .integer(integer) }
        if let number = try? container.decode(Double.self) {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "expected a whole number, found \(number)")
        }
        return .string(try container.decode(String.self))
    }
}

extension KeyedDecodingContainer {
    /// A member that is a JSON object.
    func jsonObject(_ key: Key) throws -> JSONObject? {
        guard let value = try decodeIfPresent(DescribedJSON.self, forKey: key)?.value else {
            return nil
        }
        guard case .object(let object) = value else {
            throw error(key, "expected names with values, found something else")
        }
        return object
    }
}
