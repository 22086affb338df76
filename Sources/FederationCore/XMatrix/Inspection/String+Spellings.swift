extension String {
    /// Path and query, the query with its question mark.
    var pathAndQuery: (path: String, query: String) {
        guard let mark = utf8.firstIndex(of: UInt8(ascii: "?")) else { return (self, "") }
        return (String(self[..<mark]), String(self[mark...]))
    }

    /// The text with what is on the left in place of what is on the right, each found from left to right.
    func replacing(_ pairs: KeyValuePairs<String, String>) -> String {
        var bytes: [UInt8] = []
        var rest = utf8[...]
        while let first = rest.first {
            let pair = pairs.first { rest.starts(with: $0.key.utf8) }
            guard let pair else {
                bytes.append(first)
                rest = rest.dropFirst()
                continue
            }
            bytes += Array(pair.value.utf8)
            rest = rest.dropFirst(pair.key.utf8.count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text with the digits of all percent-encoding in one case.
    func percentDigits(uppercase: Bool) -> String {
        var digits = 0
        let bytes = utf8.map { byte -> UInt8 in
            if byte == UInt8(ascii: "%") {
                digits = 2
                return byte
            }
            guard digits > 0 else { return byte }
            digits -= 1
            let lower = byte.lowercasedASCII
            let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(lower)
            return uppercase && isLetter ? lower & ~0x20 : lower
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text with `\u` escapes in place of the characters that are chosen, as UTF-16 has them.
    func escaped(where isEscaped: (Unicode.Scalar) -> Bool) -> String {
        var text = ""
        for scalar in unicodeScalars {
            guard isEscaped(scalar) else {
                text.unicodeScalars.append(scalar)
                continue
            }
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            }
        }
        return text
    }

    /// The name in lower case and in upper case, where that is another one.
    var otherCases: [String] { [lowercased(), uppercased()].filter { $0 != self } }

    /// A `Host` header as it is, and without its port.
    var withAndWithoutPort: [String] {
        let name = prefix { $0 != ":" }
        return hasPrefix("[") || name.utf8.count == utf8.count ? [self] : [self, String(name)]
    }
}

extension ServerName {
    /// The name without its port, or with the usual ones.
    var otherPorts: [String] {
        [hostText, "\(hostText):8448", "\(hostText):443"].filter { $0 != description }
    }
}
