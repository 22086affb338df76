/// What all identifiers with a sigil share: the sigil, a local part, and perhaps a server name.
struct IdentifierParts: Sendable, Hashable {
    /// The whole text.
    let text: ExactText
    /// After the first colon.
    let serverName: ServerName?

    /// The most bytes that an identifier has, with its sigil and its server name.
    static let maximumBytes = 255

    init(parsing text: String, as kind: IdentifierKind) throws(IdentifierError) {
        func error(_ reason: IdentifierError.Reason) -> IdentifierError {
            IdentifierError(kind: kind, reason: reason, text: text)
        }
        guard let first = text.utf8.first else { throw error(.empty) }
        guard first == kind.sigil.asciiValue else { throw error(.wrongSigil) }
        let count = text.utf8.count
        guard count <= Self.maximumBytes else { throw error(.tooLong(count)) }
        let rest = text.utf8.dropFirst()
        guard !rest.contains(0) else { throw error(.nul) }
        self.text = ExactText(text)
        guard let colon = rest.firstIndex(of: UInt8(ascii: ":")) else {
            serverName = nil
            return
        }
        do {
            serverName = try ServerName(parsing: String(text[rest.index(after: colon)...]))
        } catch let cause {
            throw error(.invalidServerName(cause))
        }
    }

    /// Between the sigil and the first colon, or to the end.
    var localPart: ExactText {
        let rest = text.string.utf8.dropFirst()
        let local = rest.prefix { $0 != UInt8(ascii: ":") }
        return ExactText(String(text.string[local.startIndex..<local.endIndex]))
    }

    /// Identifiers are equal where their texts are; the server name is part of that.
    static func == (left: IdentifierParts, right: IdentifierParts) -> Bool {
        left.text == right.text
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(text)
    }

    /// The server name, for kinds that must have one.
    func requiredServerName(of kind: IdentifierKind) throws(IdentifierError) -> ServerName {
        guard let serverName else {
            throw IdentifierError(kind: kind, reason: .noServerName, text: text.string)
        }
        return serverName
    }

    /// Whether the local part is 43 characters of base64 in `alphabet`: a SHA-256 hash.
    func isHash(in alphabet: Base64Alphabet) -> Bool {
        let local = text.string.utf8.dropFirst()
        return local.count == 43 && local.allSatisfy { alphabet.contains($0) }
    }
}
