/// One block of a PEM file: its label, its headers, and the base64 between.
struct PEMBlock {
    /// What stands between `BEGIN` and the dashes.
    let label: String
    /// The line of `BEGIN`, counted from 1.
    let line: Int
    /// The headers, in order, with the line of each.
    let headers: [(name: String, value: String, line: Int)]
    /// The base64, without white space.
    let base64: String
    /// Whether the `END` line is there.
    let isEnded: Bool

    /// The value of the first header of that name.
    func header(_ name: String) -> (value: String, line: Int)? {
        headers.first { $0.name == name }.map { ($0.value, $0.line) }
    }

    /// The blocks of `lines`; text outside of them is passed over, as other readers of PEM do.
    static func blocks(in lines: [Substring]) -> [PEMBlock] {
        var blocks: [PEMBlock] = []
        var index = 0
        while index < lines.count {
            guard let label = label(of: lines[index], keyword: "BEGIN") else {
                index += 1
                continue
            }
            let (block, next) = read(label: label, from: index, of: lines)
            blocks.append(block)
            index = next
        }
        return blocks
    }

    private static func read(
        label: String, from begin: Int, of lines: [Substring]
    ) -> (PEMBlock, next: Int) {
        var headers: [(name: String, value: String, line: Int)] = []
        var base64 = ""
        var index = begin + 1
        var isEnded = false
        while index < lines.count, !isEnded {
            let line = lines[index].trimmed
            index += 1
            if line.hasPrefix("-----") {
                isEnded = Self.label(of: line, keyword: "END") == label
                if !isEnded {
                    index -= 1
                    break
                }
            } else if base64.isEmpty, let colon = line.firstIndex(of: ":") {
                let value = line[line.index(after: colon)...].trimmed
                headers.append((String(line[..<colon].trimmed), String(value), index))
            } else {
                base64 += line
            }
        }
        let block = PEMBlock(
            label: label, line: begin + 1, headers: headers, base64: base64, isEnded: isEnded)
        return (block, index)
    }

    /// The label of a line `-----BEGIN label-----`.
    private static func label(of line: Substring, keyword: String) -> String? {
        let line = line.trimmed
        let prefix = "-----\(keyword) "
        guard line.hasPrefix(prefix), line.hasSuffix("-----"), line.count >= prefix.count + 5 else {
            return nil
        }
        return String(line.dropFirst(prefix.count).dropLast(5))
    }

    /// Writes a block with lines of 64 characters.
    static func text(label: String, headers: [(String, String)] = [], bytes: [UInt8]) -> String {
        var text = "-----BEGIN \(label)-----\n"
        for (name, value) in headers { text += "\(name): \(value)\n" }
        if !headers.isEmpty { text += "\n" }
        var rest = PaddedBase64.encode(bytes)[...]
        while !rest.isEmpty {
            text += rest.prefix(64) + "\n"
            rest = rest.dropFirst(64)
        }
        return text + "-----END \(label)-----\n"
    }
}
