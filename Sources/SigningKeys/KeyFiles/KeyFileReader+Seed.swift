import FederationCore

extension KeyFileReader {
    /// Reads a file of one word: a seed in hexadecimal digits or in base64.
    func readSeedText(_ word: Substring) throws(KeyFileError) -> KeyFile {
        if let bytes = Self.bytes(hexadecimal: word) { return try seedFile(bytes) }
        let bytes: [UInt8]
        do {
            bytes = try UnpaddedBase64.decode(String(word))
        } catch {
            throw self.error(.unknownFormat(found: Self.shown(word)))
        }
        guard bytes.count == SigningSeed.byteCount else {
            throw error(.invalidSeed(found: "\(bytes.count) bytes"))
        }
        return try seedFile(bytes)
    }

    /// Reads bytes that are no text: a seed or the DER of PKCS#8.
    func readBinary(_ bytes: [UInt8]) throws(KeyFileError) -> KeyFile {
        if bytes.count == SigningSeed.byteCount { return try seedFile(bytes) }
        guard bytes.first == DERTag.sequence.rawValue else {
            throw error(.unknownFormat(found: "\(bytes.count) bytes that are no text"))
        }
        return try readPKCS8(bytes)
    }

    private func seedFile(_ seed: [UInt8]) throws(KeyFileError) -> KeyFile {
        try unnamedKeyFile(seed, format: .seed)
    }

    /// A file of one key whose ID is given by the caller or derived from the public key.
    func unnamedKeyFile(
        _ seed: [UInt8], format: KeyFileFormat
    ) throws(KeyFileError) -> KeyFile {
        if let keyID {
            return KeyFile(format: format, keys: [try key(seed, keyID: keyID)])
        }
        let provisional = try key(seed, keyID: .provisional)
        let keyID = KeyID(derivedFrom: provisional.publicKey)
        return KeyFile(
            format: format, keys: [try key(seed, keyID: keyID)],
            remarks: [.derivedKeyID(path: path, keyID: keyID)])
    }

    /// The bytes of 64 hexadecimal digits.
    private static func bytes(hexadecimal word: Substring) -> [UInt8]? {
        let digits = Array(word.utf8)
        guard digits.count == 2 * SigningSeed.byteCount else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(digits[index]), let low = value(digits[index + 1]) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
