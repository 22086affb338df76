import FederationCore
import MatrixJSON

/// Writes JSON in the ways that are not canonical.
struct JSONSpelling {
    /// The members of the outermost object that are left out.
    var omitting: [String]
    /// Whether members are sorted, as in canonical JSON.
    var isSorted = true
    /// Whether a space follows each colon and comma.
    var isSpaced = false
    /// Whether `/` is written as `\/`.
    var escapesSlashes = false
    /// What is done to the keys in base64.
    var padding = Padding.kept

    /// What is done to the padding of base64.
    enum Padding {
        case kept
        case added
        case removed
    }

    func bytes(of root: JSONElement) -> [UInt8] {
        var output: [UInt8] = []
        write(root, isOutermost: true, to: &output)
        return output
    }

    /// Recursion is as deep as the document, which the parser bounds.
    private func write(
        _ element: JSONElement, isOutermost: Bool = false, isKey: Bool = false,
        to output: inout [UInt8]
    ) {
        switch element.kind {
        case .object: writeMembers(of: element, isOutermost: isOutermost, to: &output)
        case .array:
            output.append(UInt8(ascii: "["))
            for (index, value) in element.elements.enumerated() {
                if index > 0 { separate(UInt8(ascii: ","), &output) }
                write(value, to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .string:
            write(isKey ? padded(element.string ?? "") : element.string ?? "", to: &output)
        case .number, .boolean, .null: output += element.canonicalBytes()
        }
    }

    private func writeMembers(
        of element: JSONElement, isOutermost: Bool, to output: inout [UInt8]
    ) {
        var members = element.members
        if isOutermost {
            members.removeAll { member in
                omitting.contains { $0.utf8.elementsEqual(member.name.utf8) }
            }
        }
        if isSorted { members.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) } }
        output.append(UInt8(ascii: "{"))
        for (index, member) in members.enumerated() {
            if index > 0 { separate(UInt8(ascii: ","), &output) }
            write(member.name, to: &output)
            separate(UInt8(ascii: ":"), &output)
            write(member.value, isKey: member.name == "key", to: &output)
        }
        output.append(UInt8(ascii: "}"))
    }

    private func separate(_ separator: UInt8, _ output: inout [UInt8]) {
        output.append(separator)
        if isSpaced { output.append(UInt8(ascii: " ")) }
    }

    private func write(_ text: String, to output: inout [UInt8]) {
        let bytes = JSONValue.string(text).canonicalBytes()
        guard escapesSlashes else {
            output += bytes
            return
        }
        for byte in bytes {
            if byte == UInt8(ascii: "/") { output.append(UInt8(ascii: "\\")) }
            output.append(byte)
        }
    }

    private func padded(_ text: String) -> String {
        switch padding {
        case .kept: text
        case .added: PaddedBase64.pad(text)
        case .removed: PaddedBase64.unpad(text)
        }
    }
}
