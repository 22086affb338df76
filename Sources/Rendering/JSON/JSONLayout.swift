public import MatrixJSON

/// Writes JSON for people and for pipes; the order of members is kept as it is.
///
/// Control characters, and those that change the direction of text, are written as `\u` escapes,
/// so that what a remote host sent cannot steer a terminal.
enum JSONLayout {
    /// The widest line onto which an object or an array is put as a whole.
    static let lineWidth = 140

    /// The value on one line, without any white space.
    static func compact(_ value: JSONValue) -> String {
        var text = ""
        writeLine(value, spaced: false, to: &text)
        return text
    }

    /// The value over several lines, indented by two spaces.
    ///
    /// What fits on one line stays there, except the outermost value.
    static func pretty(_ value: JSONValue) -> String {
        var text = ""
        writeLines(value, indent: 0, column: lineWidth, to: &text)
        return text
    }

    private static func writeLines(
        _ value: JSONValue, indent: Int, column: Int, to text: inout String
    ) {
        var line = ""
        writeLine(value, spaced: true, to: &line)
        if !isFilled(value) || column + line.count <= lineWidth {
            text += line
            return
        }
        let inner = String(repeating: " ", count: indent + 2)
        if case .object(let object) = value {
            text += "{"
            for (index, member) in object.members.enumerated() {
                text += index == 0 ? "\n" : ",\n"
                let start = text.endIndex
                text += inner
                writeString(member.name, to: &text)
                text += ": "
                let column = text.distance(from: start, to: text.endIndex) + 1
                writeLines(member.value, indent: indent + 2, column: column, to: &text)
            }
        } else if case .array(let elements) = value {
            text += "["
            for (index, element) in elements.enumerated() {
                text += index == 0 ? "\n" : ",\n"
                text += inner
                writeLines(element, indent: indent + 2, column: indent + 2, to: &text)
            }
        }
        text += "\n" + String(repeating: " ", count: indent)
        if case .object = value { text += "}" } else { text += "]" }
    }

    private static func isFilled(_ value: JSONValue) -> Bool {
        switch value {
        case .object(let object): !object.members.isEmpty
        case .array(let elements): !elements.isEmpty
        default: false
        }
    }

    private static func writeLine(_ value: JSONValue, spaced: Bool, to text: inout String) {
        switch value {
        case .null: text += "null"
        case .boolean(let boolean): text += boolean ? "true" : "false"
        case .integer(let integer): text += String(integer)
        case .number(let number): text += number
        case .string(let string): writeString(string, to: &text)
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += spaced ? ", " : "," }
                writeLine(element, spaced: spaced, to: &text)
            }
            text += "]"
        case .object(let object):
            let members = object.members
            let edge = spaced && !members.isEmpty ? " " : ""
            text += "{" + edge
            for (index, member) in members.enumerated() {
                if index > 0 { text += spaced ? ", " : "," }
                writeString(member.name, to: &text)
                text += spaced ? ": " : ":"
                writeLine(member.value, spaced: spaced, to: &text)
            }
            text += edge + "}"
        }
    }

    private static func writeString(_ string: String, to text: inout String) {
        text += "\""
        guard string.utf8.contains(where: mayNeedEscape) else {
            text += string
            text += "\""
            return
        }
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default:
                if needsEscape(scalar) {
                    let digits = String(scalar.value, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        text += "\""
    }

    /// Whether a byte is, or begins in UTF-8, what may have to be escaped.
    private static func mayNeedEscape(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x1F, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F: true
        case 0xC2, 0xD8, 0xE2, 0xEF: true
        default: false
        }
    }

    /// Controls, direction marks and line separators; all of them have four digits.
    private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F: true
        case 0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
        case 0xFEFF: true
        default: false
        }
    }
}

extension JSONValue {
    /// The value over several lines, indented by two spaces, without a line feed at its end.
    ///
    /// What fits on one line stays there, except the outermost value. The order of members is kept.
    public var prettyText: String { JSONLayout.pretty(self) }

    /// The value on one line without white space, members in the order in which they are.
    public var lineText: String { JSONLayout.compact(self) }
}
