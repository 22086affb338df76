import FederationCore

/// Recognises the format of a key file and reads it; total over arbitrary bytes.
struct KeyFileReader {
    /// What the file is called in errors.
    let path: String
    /// The key ID for formats that have none.
    let keyID: KeyID?

    func read(_ bytes: [UInt8]) throws(KeyFileError) -> KeyFile {
        guard !bytes.isEmpty else { throw error(.empty) }
        guard Self.isText(bytes) else { return try readBinary(bytes) }
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            .map { Substring(decoding: $0, as: UTF8.self) }
        guard let first = lines.first(where: Self.isContent)?.trimmed else { throw error(.empty) }
        if lines.contains(where: { $0.hasPrefix("-----BEGIN ") }) {
            return try readPEM(PEMBlock.blocks(in: lines))
        }
        if let kind = Self.foreignKind(of: first) { throw error(.unknownFormat(found: kind)) }
        if first.words.count == 1, lines.count(where: Self.isContent) == 1,
            first != Substring(KeyID.ed25519)
        {
            return try readSeedText(first)
        }
        return try readSynapse(lines)
    }

    /// An error about the file, or about one line of it.
    func error(_ reason: KeyFileError.Reason, line: Int? = nil) -> KeyFileError {
        KeyFileError(path: path, line: line, reason: reason)
    }

    /// A word of the file for an error: in quotes where it is short, else only its length, because
    /// a seed may stand where it does not belong.
    static func shown(_ word: some StringProtocol) -> String {
        let count = word.utf8.count
        return count <= 16 ? "'\(word)'" : "a word of \(count) characters"
    }

    /// The key of a seed, with its ID.
    func key(
        _ seed: [UInt8], keyID: KeyID, line: Int? = nil
    ) throws(KeyFileError) -> SigningKey {
        let secret: SigningSeed
        do {
            secret = try SigningSeed(bytes: seed)
        } catch {
            throw self.error(.invalidSeed(found: "\(seed.count) bytes"), line: line)
        }
        do {
            return try SigningKey(keyID: keyID, seed: secret)
        } catch let cause {
            throw self.error(.unusableSeed(cause.description), line: line)
        }
    }

    /// Whether there is more on the line than white space and a comment.
    static func isContent(_ line: Substring) -> Bool {
        let line = line.trimmed
        return !line.isEmpty && !line.hasPrefix("#")
    }

    /// What a text is that begins with `line`, where it is known and no key file.
    private static func foreignKind(of line: Substring) -> String? {
        if line.hasPrefix("{") || line.hasPrefix("[") { return "JSON" }
        if line.hasPrefix("<") { return "markup" }
        if line.hasPrefix("ssh-ed25519 ") { return "a public key of SSH" }
        return line.words.first?.hasSuffix(":") == true ? "YAML" : nil
    }

    /// Whether `bytes` are a text: UTF-8 without control characters; 32 bytes only where all of them
    /// are ASCII, since a seed may by chance be UTF-8.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        let isPrintable = bytes.allSatisfy {
            $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0)
        }
        guard isPrintable else { return false }
        if bytes.count == SigningSeed.byteCount { return bytes.allSatisfy { $0 < 0x80 } }
        return String(validating: bytes, as: UTF8.self) != nil
    }
}
