import MatrixJSON

/// The bytes of an object as they came, some members cut out.
enum ReceivedMembers {
    static func bytes(of object: JSONElement, without omitted: [String]) -> [UInt8] {
        let members = object.members
        guard let first = members.first else { return Array(object.rawBytes) }
        let bytes = object.rawBytes
        var output = Array(bytes[..<keyStart(of: first.value, in: bytes, after: bytes.startIndex)])
        var isFirst = true
        var end = bytes.startIndex
        for member in members {
            let start = end
            end = member.value.byteRange.upperBound
            let isOmitted = omitted.contains { $0.utf8.elementsEqual(member.name.utf8) }
            if isOmitted { continue }
            let own = bytes[keyStart(of: member.value, in: bytes, after: start)..<end]
            // In front of it: the comma, with its white space.
            if !isFirst { output += bytes[start..<own.startIndex] }
            output += own
            isFirst = false
        }
        return output + bytes[end...]
    }

    /// Where the name of a member begins.
    private static func keyStart(
        of value: JSONElement, in bytes: ArraySlice<UInt8>, after start: Int
    ) -> Int {
        bytes[start..<value.byteRange.lowerBound].firstIndex(of: UInt8(ascii: "\""))
            ?? value.byteRange.lowerBound
    }
}
