import FederationCore

extension KeyFileReader {
    /// The label of Dendrite's blocks.
    static let dendriteLabel = "MATRIX PRIVATE KEY"
    /// The label of PKCS#8.
    static let pkcs8Label = "PRIVATE KEY"

    /// Reads the blocks of a PEM file: all of Dendrite's, or the first of PKCS#8.
    func readPEM(_ blocks: [PEMBlock]) throws(KeyFileError) -> KeyFile {
        for block in blocks where !block.isEnded {
            throw error(.unendedBlock(label: Self.shownLabel(block)), line: block.line)
        }
        let own = blocks.filter { $0.label == Self.dendriteLabel }
        if !own.isEmpty { return try readDendrite(own) }
        if let block = blocks.first(where: { $0.label == Self.pkcs8Label }) {
            return try readPKCS8(decoded(block))
        }
        guard let first = blocks.first else {
            throw error(.unknownFormat(found: "half a PEM block"))
        }
        if first.label.hasPrefix("ENCRYPTED") { throw error(.encrypted, line: first.line) }
        if first.label.hasSuffix("PUBLIC KEY") || first.label.hasSuffix("CERTIFICATE") {
            throw error(.publicOnly(label: Self.shownLabel(first)), line: first.line)
        }
        throw error(
            .unknownFormat(found: "a block '\(Self.shownLabel(first))'"), line: first.line)
    }

    /// Reads the DER of PKCS#8.
    func readPKCS8(_ der: [UInt8]) throws(KeyFileError) -> KeyFile {
        let found: PKCS8Key
        do {
            found = try PKCS8Key(der: der)
        } catch {
            switch error {
            case .damaged(let offset, let expected):
                throw self.error(.damagedDER(offset: offset, expected: expected))
            case .otherAlgorithm(let oid): throw self.error(.otherAlgorithm(oid: oid))
            }
        }
        let file = try unnamedKeyFile(found.seed, format: .pkcs8)
        if let publicKey = found.publicKey {
            guard file.keys.allSatisfy({ $0.publicKey.bytes == publicKey }) else {
                throw error(.publicKeyMismatch)
            }
        }
        return file
    }

    private func readDendrite(_ blocks: [PEMBlock]) throws(KeyFileError) -> KeyFile {
        var keys: [SigningKey] = []
        for block in blocks {
            guard let header = block.header("Key-ID"), !header.value.isEmpty else {
                throw error(.noKeyIDHeader, line: block.line)
            }
            let keyID: KeyID
            do {
                keyID = try KeyID(parsing: header.value)
            } catch {
                throw self.error(.invalidKeyID(Self.shown(header.value)), line: header.line)
            }
            guard keyID.isEd25519 else {
                throw error(.invalidKeyID(Self.shown(header.value)), line: header.line)
            }
            guard !keys.contains(where: { $0.keyID == keyID }) else {
                throw error(.repeatedKeyID(keyID), line: header.line)
            }
            keys.append(try key(decoded(block), keyID: keyID, line: block.line))
        }
        return KeyFile(format: .dendrite, keys: keys)
    }

    private func decoded(_ block: PEMBlock) throws(KeyFileError) -> [UInt8] {
        do {
            return try UnpaddedBase64.decode(block.base64)
        } catch {
            throw self.error(
                .invalidSeed(found: "a block that is not base64"), line: block.line)
        }
    }

    private static func shownLabel(_ block: PEMBlock) -> String {
        String(block.label.prefix(40))
    }
}
