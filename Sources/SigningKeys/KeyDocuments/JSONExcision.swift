import MatrixJSON

/// Cuts members out of the text of an object, and puts one in, while every other byte stays as it
/// came.
enum JSONExcision {
    /// The object without the members of those names.
    static func bytes(of object: JSONElement, without names: [String]) -> [UInt8] {
        let text = object.rawBytes
        var output = [text[text.startIndex]]
        // A member's piece goes from the end of the value before it to the end of its own value; the
        // comma between two pieces belongs to the later one.
        var end = text.startIndex + 1
        var isFirst = true
        for (name, value) in object.members {
            let piece = text[end..<value.byteRange.upperBound]
            end = value.byteRange.upperBound
            if names.contains(where: { $0.utf8.elementsEqual(name.utf8) }) { continue }
            output += isFirst ? withoutComma(piece) : piece
            isFirst = false
        }
        return output + text[end...]
    }

    /// The text of an object with one more member at its beginning.
    static func inserting(_ name: String, _ value: [UInt8], into object: [UInt8]) -> [UInt8] {
        let member = JSONValue.string(name).canonicalBytes() + [UInt8(ascii: ":")] + value
        let rest = object.dropFirst()
        let isEmpty = rest.drop(while: isSpace).first == UInt8(ascii: "}")
        return [UInt8(ascii: "{")] + member + (isEmpty ? [] : [UInt8(ascii: ",")]) + rest
    }

    private static func withoutComma(_ piece: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let rest = piece.drop(while: isSpace)
        return rest.first == UInt8(ascii: ",") ? rest.dropFirst() : piece
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}
