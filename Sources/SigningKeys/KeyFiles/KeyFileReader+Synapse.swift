import FederationCore

extension KeyFileReader {
    /// Reads lines `ed25519 VERSION SEED`.
    func readSynapse(_ lines: [Substring]) throws(KeyFileError) -> KeyFile {
        var keys: [SigningKey] = []
        var remarks: [KeyFileRemark] = []
        for (index, line) in lines.enumerated() {
            guard Self.isContent(line) else {
                // What follows the last line feed is no line.
                if index < lines.count - 1 {
                    remarks.append(.synapseRefusesLine(path: path, line: index + 1))
                }
                continue
            }
            let key = try readSynapseLine(line, number: index + 1)
            guard !keys.contains(where: { $0.keyID == key.keyID }) else {
                throw error(.repeatedKeyID(key.keyID), line: index + 1)
            }
            keys.append(key)
        }
        guard !keys.isEmpty else { throw error(.empty) }
        return KeyFile(format: .synapse, keys: keys, remarks: remarks)
    }

    private func readSynapseLine(
        _ line: Substring, number: Int
    ) throws(KeyFileError) -> SigningKey {
        let words = line.words
        guard words.first == Substring(KeyID.ed25519) else {
            if words.count == 3 {
                throw error(.wrongAlgorithm(Self.shown(words[0])), line: number)
            }
            throw error(.wrongWordCount(words.count), line: number)
        }
        guard words.count == 3 else { throw error(.wrongWordCount(words.count), line: number) }
        let keyID: KeyID
        do {
            keyID = try KeyID(ed25519Version: String(words[1]))
        } catch {
            throw self.error(.invalidKeyID(Self.shown(words[1])), line: number)
        }
        return try key(seed(base64: words[2], line: number), keyID: keyID, line: number)
    }

    /// The bytes of a seed in base64, padded or not, in either alphabet.
    func seed(base64: Substring, line: Int?) throws(KeyFileError) -> [UInt8] {
        let bytes: [UInt8]
        do {
            bytes = try UnpaddedBase64.decode(String(base64))
        } catch {
            throw self.error(
                .invalidSeed(found: "\(base64.utf8.count) characters that are not base64"),
                line: line)
        }
        guard bytes.count == SigningSeed.byteCount else {
            throw error(.invalidSeed(found: "\(bytes.count) bytes"), line: line)
        }
        return bytes
    }
}
