/// Writes values as canonical JSON.
enum JSONWriter {
    static func append(_ value: JSONValue, to output: inout [UInt8]) {
        switch value {
        case .null: output.append(contentsOf: "null".utf8)
        case .boolean(let boolean):
            output.append(contentsOf: boolean ? "true".utf8 : "false".utf8)
        case .integer(let integer): output.append(contentsOf: String(integer).utf8)
        case .number(let text): output.append(contentsOf: text.utf8)
        case .string(let text): append(text, to: &output)
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (position, element) in elements.enumerated() {
                if position > 0 { output.append(UInt8(ascii: ",")) }
                append(element, to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let object): append(object, to: &output)
        }
    }

    private static func append(_ object: JSONObject, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "{"))
        let members = object.members.sorted {
            $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
        }
        for (position, member) in members.enumerated() {
            if position > 0 { output.append(UInt8(ascii: ",")) }
            append(member.name, to: &output)
            output.append(UInt8(ascii: ":"))
            append(member.value, to: &output)
        }
        output.append(UInt8(ascii: "}"))
    }

    private static func append(_ text: String, to output: inout [UInt8]) {
        output.append(JSONText.quote)
        for byte in text.utf8 {
            if byte < 0x20 || byte == JSONText.quote || byte == JSONText.backslash {
                let escape = JSONText.canonical(UInt32(byte))
                for index in 0..<escape.count {
                    output.append(UInt8(truncatingIfNeeded: escape.word >> UInt64(8 * index)))
                }
            } else {
                output.append(byte)
            }
        }
        output.append(JSONText.quote)
    }
}
