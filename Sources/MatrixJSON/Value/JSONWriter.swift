/// Writes values as canonical JSON, whatever their depth, without using the stack of the thread for it.
struct JSONWriter {
    /// What is left to write of the arrays and objects that are open; the innermost last.
    private enum Rest {
        case elements(ArraySlice<JSONValue>)
        case members(ArraySlice<(name: String, value: JSONValue)>)
    }

    private(set) var output: [UInt8] = []
    private var open: [Rest] = []

    /// The canonical form of a value.
    static func bytes(of value: JSONValue) -> [UInt8] {
        var writer = JSONWriter()
        writer.begin(value)
        while let rest = writer.open.popLast() { writer.go(on: rest) }
        return writer.output
    }

    /// Writes a value, or the beginning of an array or object.
    private mutating func begin(_ value: JSONValue) {
        switch value {
        case .null: output.append(contentsOf: "null".utf8)
        case .boolean(let boolean):
            output.append(contentsOf: boolean ? "true".utf8 : "false".utf8)
        case .integer(let integer): output.append(contentsOf: String(integer).utf8)
        case .number(let text): output.append(contentsOf: text.utf8)
        case .string(let text): append(text)
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            open.append(.elements(elements[...]))
        case .object(let object):
            output.append(UInt8(ascii: "{"))
            let members = object.members.sorted {
                $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
            }
            open.append(.members(members[...]))
        }
    }

    private mutating func go(on rest: Rest) {
        switch rest {
        case .elements(let elements):
            guard let next = elements.first else {
                output.append(UInt8(ascii: "]"))
                return
            }
            if elements.startIndex > 0 { output.append(UInt8(ascii: ",")) }
            open.append(.elements(elements.dropFirst()))
            begin(next)
        case .members(let members):
            guard let next = members.first else {
                output.append(UInt8(ascii: "}"))
                return
            }
            if members.startIndex > 0 { output.append(UInt8(ascii: ",")) }
            open.append(.members(members.dropFirst()))
            append(next.name)
            output.append(UInt8(ascii: ":"))
            begin(next.value)
        }
    }

    private mutating func append(_ text: String) {
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
