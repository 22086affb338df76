import MatrixJSON

/// Ways of writing JSON, the canonical one among them.
struct JSONWriting: Sendable, Hashable {
    /// Whether the bytes are left as they came.
    var isAsReceived = false
    /// How members are sorted.
    var order = Order.codePoints
    /// The white space between tokens.
    var space = Space.none
    /// What is escaped that canonical JSON writes as it is.
    var escapes: Set<Escape> = []
    /// How integers are written.
    var integers = Integers.plain

    /// How the members of objects are sorted.
    enum Order: Sendable, Hashable {
        case codePoints
        /// As JavaScript and Java compare texts: by UTF-16 code units.
        case codeUnits
        /// As they came.
        case received
    }

    /// The white space between tokens.
    enum Space: Sendable, Hashable {
        case none
        /// One space behind each colon and comma, as Python's `json.dumps` writes.
        case afterSeparators
        /// A line for each value, indented by so many spaces.
        case indented(Int)
    }

    /// What is escaped, or escaped in another way.
    enum Escape: Sendable, Hashable {
        /// `<`, `>`, `&`, U+2028 and U+2029, as Go's `encoding/json` does.
        case html
        /// Everything beyond ASCII, as Python's `json.dumps` does.
        case nonASCII
        /// `/`
        case slash
        /// U+2028 and U+2029, as some JavaScript encoders do.
        case lineSeparators
        /// U+007F.
        case delete
        /// All control characters as `\u00XX`, no short forms.
        case longControls
        /// Hexadecimal digits in capitals.
        case capitals
    }

    /// How integers are written.
    enum Integers: Sendable, Hashable {
        case plain
        /// With `.0` behind them, as languages write that know only floating-point numbers.
        case withFraction
        /// Every number through a double, as JavaScript reads and writes it.
        case throughDouble
    }

    /// Whether this is canonical JSON.
    var isCanonical: Bool { self == JSONWriting() }

    /// The bytes of `value`.
    func bytes(of value: JSONValue) -> [UInt8] {
        if isCanonical { return value.canonicalBytes() }
        var output: [UInt8] = []
        write(value, depth: 0, to: &output)
        return output
    }

    /// Recursion is as deep as the document, which the parser bounds.
    private func write(_ value: JSONValue, depth: Int, to output: inout [UInt8]) {
        switch value {
        case .object(let object): writeObject(object, depth: depth, to: &output)
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                separate(isFirst: index == 0, depth: depth + 1, &output)
                write(element, depth: depth + 1, to: &output)
            }
            close(UInt8(ascii: "]"), isEmpty: elements.isEmpty, depth: depth, &output)
        case .string(let text): writeText(text, to: &output)
        case .integer, .number: output += number(value)
        case .null, .boolean: output += value.canonicalBytes()
        }
    }

    private func writeObject(_ object: JSONObject, depth: Int, to output: inout [UInt8]) {
        var members = object.members
        switch order {
        case .codePoints:
            members.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        case .codeUnits:
            members.sort { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }
        case .received: break
        }
        output.append(UInt8(ascii: "{"))
        for (index, member) in members.enumerated() {
            separate(isFirst: index == 0, depth: depth + 1, &output)
            writeText(member.name, to: &output)
            output.append(UInt8(ascii: ":"))
            if space != .none { output.append(UInt8(ascii: " ")) }
            write(member.value, depth: depth + 1, to: &output)
        }
        close(UInt8(ascii: "}"), isEmpty: members.isEmpty, depth: depth, &output)
    }

    private func separate(isFirst: Bool, depth: Int, _ output: inout [UInt8]) {
        if !isFirst { output.append(UInt8(ascii: ",")) }
        switch space {
        case .none: break
        case .afterSeparators: if !isFirst { output.append(UInt8(ascii: " ")) }
        case .indented(let width): breakLine(width * depth, &output)
        }
    }

    private func close(_ bracket: UInt8, isEmpty: Bool, depth: Int, _ output: inout [UInt8]) {
        if !isEmpty, case .indented(let width) = space { breakLine(width * depth, &output) }
        output.append(bracket)
    }

    private func breakLine(_ width: Int, _ output: inout [UInt8]) {
        output.append(UInt8(ascii: "\n"))
        output += [UInt8](repeating: UInt8(ascii: " "), count: width)
    }

    private func number(_ value: JSONValue) -> [UInt8] {
        let bytes = value.canonicalBytes()
        switch integers {
        case .plain: return bytes
        case .withFraction:
            guard case .integer = value else { return bytes }
            return bytes + Array(".0".utf8)
        case .throughDouble:
            guard let double = Double(String(decoding: bytes, as: UTF8.self)) else { return bytes }
            // Up to here JavaScript writes digits without an exponent.
            if double == double.rounded(), abs(double) < 9e18 {
                return Array(String(Int64(double)).utf8)
            }
            return Array("\(double)".utf8)
        }
    }
}
