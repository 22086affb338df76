/// Reads scheme and parameters of an `X-Matrix` header, byte by byte.
struct XMatrixReader {
    private let bytes: [UInt8]
    private var position: Int
    /// Behind the last byte that is no white space.
    private let end: Int
    /// What a sender should have done otherwise, each once.
    private(set) var deviations: [XMatrixDeviation] = []

    init(_ text: String) {
        bytes = Array(text.utf8)
        position = bytes.firstIndex { !Self.isSpace($0) } ?? bytes.count
        end = bytes.lastIndex { !Self.isSpace($0) }.map { $0 + 1 } ?? position
    }

    /// The parameters in order, each name once.
    mutating func readHeader() throws(XMatrixError) -> [XMatrixParameter] {
        try readScheme()
        var parameters: [XMatrixParameter] = []
        var names: Set<String> = []
        while let byte = current {
            if byte == UInt8(ascii: ",") {
                note(.emptyElement)
                position += 1
                skipSpaces(.spaceAroundComma)
                continue
            }
            let parameter = try readParameter()
            let name = parameter.name.lowercased()
            guard names.insert(name).inserted else {
                throw XMatrixError(reason: .repeated(name: name), offset: parameter.offset)
            }
            if name != parameter.name { note(.upperCaseName) }
            parameters.append(parameter)
            try readComma(after: parameter.name)
        }
        return parameters
    }

    // MARK: - The parts of the grammar

    /// Reads `auth-scheme 1*SP`.
    private mutating func readScheme() throws(XMatrixError) {
        let start = position
        let scheme = readToken()
        guard scheme.lowercased() == "x-matrix" else {
            throw XMatrixError(reason: .wrongScheme(scheme), offset: start)
        }
        if scheme != "X-Matrix" { note(.schemeCase) }
        guard let byte = current else { return }
        guard byte == UInt8(ascii: " ") else { throw error(.noSpace) }
        position += 1
        while current == UInt8(ascii: " ") {
            note(.severalSpaces)
            position += 1
        }
    }

    /// Reads `token BWS "=" BWS ( token / quoted-string )`.
    private mutating func readParameter() throws(XMatrixError) -> XMatrixParameter {
        let offset = position
        let name = readToken()
        guard !name.isEmpty else { throw error(.noName) }
        skipSpaces(.spaceAroundEquals)
        guard current == UInt8(ascii: "=") else { throw error(.noEquals(name: name)) }
        position += 1
        skipSpaces(.spaceAroundEquals)
        let isQuoted = current == UInt8(ascii: "\"")
        let valueOffset = isQuoted ? position + 1 : position
        let value = isQuoted ? try readQuoted(name) : try readBare(name)
        return XMatrixParameter(
            name: name, value: value, isQuoted: isQuoted, offset: offset,
            valueOffset: valueOffset)
    }

    /// Reads `DQUOTE *( qdtext / quoted-pair ) DQUOTE`.
    private mutating func readQuoted(_ name: String) throws(XMatrixError) -> String {
        let start = position
        position += 1
        var value: [UInt8] = []
        while let byte = current {
            if byte == UInt8(ascii: "\"") {
                position += 1
                return String(decoding: value, as: UTF8.self)
            }
            if byte == UInt8(ascii: "\\") {
                note(.backslash)
                position += 1
            }
            guard let text = current else { break }
            try requireText(text, name)
            value.append(text)
            position += 1
        }
        throw XMatrixError(reason: .unclosedQuote(name: name), offset: start)
    }

    /// Reads a `token`, and colons in it.
    private mutating func readBare(_ name: String) throws(XMatrixError) -> String {
        let start = position
        while let byte = current, Self.isTokenCharacter(byte) || byte == UInt8(ascii: ":") {
            if byte == UInt8(ascii: ":") { note(.bareColon) }
            position += 1
        }
        if let byte = current, !Self.isSpace(byte), byte != UInt8(ascii: ",") {
            throw error(.needsQuotes(byte, name: name))
        }
        guard position > start else { throw error(.noValue(name: name)) }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// Reads `OWS "," OWS`, or the end.
    private mutating func readComma(after name: String) throws(XMatrixError) {
        skipSpaces(.spaceAroundComma)
        guard let byte = current else { return }
        guard byte == UInt8(ascii: ",") else { throw error(.noComma(name: name)) }
        position += 1
        skipSpaces(.spaceAroundComma)
        if current == nil { note(.emptyElement) }
    }

    private mutating func readToken() -> String {
        let start = position
        while let byte = current, Self.isTokenCharacter(byte) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    // MARK: - Bytes

    private var current: UInt8? { position < end ? bytes[position] : nil }

    private mutating func skipSpaces(_ deviation: XMatrixDeviation) {
        while let byte = current, Self.isSpace(byte) {
            note(deviation)
            position += 1
        }
    }

    private mutating func note(_ deviation: XMatrixDeviation) {
        if !deviations.contains(deviation) { deviations.append(deviation) }
    }

    private func requireText(_ byte: UInt8, _ name: String) throws(XMatrixError) {
        let isControl = byte < 0x20 && byte != UInt8(ascii: "\t") || byte == 0x7F
        if isControl { throw error(.controlCharacter(byte, name: name)) }
    }

    private func error(_ reason: XMatrixError.Reason) -> XMatrixError {
        XMatrixError(reason: reason, offset: position)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    private static func isTokenCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: punctuation.contains(byte)
        }
    }

    private static let punctuation = Array("!#$%&'*+-.^_`|~".utf8)
}
