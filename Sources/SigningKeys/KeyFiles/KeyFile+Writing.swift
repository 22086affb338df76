public import FederationCore

extension KeyFile {
    /// The bytes of a file that holds `keys` in `format`.
    ///
    /// Dendrite's blocks and Synapse's lines carry the key ID; a seed is written as one line of
    /// base64, PKCS#8 as PEM of version 1, as `openssl genpkey` writes it.
    ///
    /// - Parameters:
    ///   - keys: The keys, at least one.
    ///   - format: The format to write.
    ///   - path: What the file is called in errors.
    /// - Returns: The whole file.
    /// - Throws: ``KeyFileError`` for no key at all, or for several in a format that holds one.
    public static func bytes(
        of keys: [SigningKey], in format: KeyFileFormat, path: String
    ) throws(KeyFileError) -> [UInt8] {
        guard let first = keys.first else { throw KeyFileError(path: path, reason: .empty) }
        guard keys.count == 1 || format.holdsSeveralKeys else {
            throw KeyFileError(path: path, reason: .severalKeys(keys.count, format: format))
        }
        return switch format {
        case .synapse: Array(keys.map(synapseLine).joined().utf8)
        case .dendrite: Array(keys.map(dendriteBlock).joined().utf8)
        case .seed: Array((UnpaddedBase64.encode(seed(of: first)) + "\n").utf8)
        case .pkcs8:
            Array(
                PEMBlock.text(
                    label: KeyFileReader.pkcs8Label, bytes: PKCS8Key.der(seed: seed(of: first))
                ).utf8)
        }
    }

    private static func seed(of key: SigningKey) -> [UInt8] {
        key.seed.withSecretBytes { Array($0) }
    }

    private static func synapseLine(_ key: SigningKey) -> String {
        "\(key.keyID.algorithm) \(key.keyID.version) \(UnpaddedBase64.encode(seed(of: key)))\n"
    }

    private static func dendriteBlock(_ key: SigningKey) -> String {
        PEMBlock.text(
            label: KeyFileReader.dendriteLabel, headers: [("Key-ID", key.keyID.description)],
            bytes: seed(of: key))
    }
}
