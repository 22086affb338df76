extension ConnectOverride {
    /// Reads `HOST:PORT:HOST2:PORT2`, as curl does: IPv6 in brackets, any part may be empty.
    ///
    /// - Throws: ``ConnectOverrideError`` with the part that is wrong.
    public init(parsing text: String) throws(ConnectOverrideError) {
        let parts = try Self.split(text)
        guard parts.count == 4 else { throw .wrongPartCount(text, parts.count) }
        self.init(
            host: try Self.host(parts[0]), port: try Self.port(parts[1]),
            newHost: try Self.host(parts[2]), newPort: try Self.port(parts[3]))
    }

    /// The parts between the colons that stand in no brackets.
    private static func split(_ text: String) throws(ConnectOverrideError) -> [String] {
        var parts: [String] = []
        var rest = text[...]
        while true {
            var end = rest.firstIndex(of: ":") ?? rest.endIndex
            if rest.hasPrefix("[") {
                guard let bracket = rest.firstIndex(of: "]") else { throw .invalidBracket(text) }
                end = rest.index(after: bracket)
                guard end == rest.endIndex || rest[end] == ":" else { throw .invalidBracket(text) }
            }
            parts.append(String(rest[..<end]))
            guard end < rest.endIndex else { return parts }
            rest = rest[rest.index(after: end)...]
        }
    }

    private static func host(_ text: String) throws(ConnectOverrideError) -> String? {
        guard text.hasPrefix("[") else { return text.isEmpty ? nil : text }
        let literal = String(text.dropFirst().dropLast())
        guard let address = IPAddress(parsing: literal), address.family == .v6 else {
            throw .invalidAddress(literal)
        }
        return literal
    }

    private static func port(_ text: String) throws(ConnectOverrideError) -> UInt16? {
        if text.isEmpty { return nil }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(text),
            port > 0
        else { throw .invalidPort(text) }
        return port
    }
}
