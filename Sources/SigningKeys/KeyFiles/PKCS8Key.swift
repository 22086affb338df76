/// An Ed25519 private key as PKCS#8 wraps it: the seed and, from version 2 on, the public key.
struct PKCS8Key {
    /// The 32 bytes of the seed.
    let seed: [UInt8]
    /// The public key, where the file has it.
    let publicKey: [UInt8]?

    /// The object identifier 1.3.101.112.
    private static let ed25519: [UInt8] = [0x2B, 0x65, 0x70]

    /// What a file of version 1 has before the seed.
    private static let prefix: [UInt8] =
        [0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03] + ed25519
        + [0x04, 0x22, 0x04, 0x20]

    /// Reads the `OneAsymmetricKey` of RFC 8410, versions 1 and 2.
    init(der: [UInt8]) throws(PKCS8Error) {
        var file = DERReader(der[...])
        var key = try file.enter(.sequence, "a sequence")
        try file.end("the key")
        let version = try key.read(.integer, "the version")
        guard version.elementsEqual([0]) || version.elementsEqual([1]) else {
            throw .damaged(offset: version.startIndex, expected: "the version 0 or 1")
        }
        var algorithm = try key.enter(.sequence, "the algorithm")
        let identifier = try algorithm.read(.objectIdentifier, "an object identifier")
        guard identifier.elementsEqual(Self.ed25519) else {
            throw .otherAlgorithm(oid: Self.dotted(identifier))
        }
        try algorithm.end("an algorithm without parameters")
        var wrapped = try key.enter(.octetString, "the private key")
        let seed = try wrapped.read(.octetString, "the seed")
        guard seed.count == 32 else {
            throw .damaged(offset: seed.startIndex, expected: "a seed of 32 bytes")
        }
        try wrapped.end("the private key")
        if key.nextTag == DERTag.attributes.rawValue {
            _ = try key.read(.attributes, "the attributes")
        }
        publicKey = try Self.readPublicKey(from: &key)
        try key.end("the key")
        self.seed = Array(seed)
    }

    /// The same as PKCS#8 of version 1, which every tool reads.
    static func der(seed: [UInt8]) -> [UInt8] { prefix + seed }

    private static func readPublicKey(from key: inout DERReader) throws(PKCS8Error) -> [UInt8]? {
        let bits: ArraySlice<UInt8>
        switch key.nextTag {
        case DERTag.publicKey.rawValue:
            bits = try key.read(.publicKey, "the public key")
        case DERTag.wrappedPublicKey.rawValue:
            var wrapper = try key.enter(.wrappedPublicKey, "the public key")
            bits = try wrapper.read(.bitString, "the public key")
            try wrapper.end("the public key")
        default:
            return nil
        }
        // The first byte of a bit string counts the bits that are not used.
        guard bits.count == 33, bits.first == 0 else {
            throw .damaged(offset: bits.startIndex, expected: "a public key of 32 bytes")
        }
        return Array(bits.dropFirst())
    }

    /// An object identifier in numbers, at most 16 of them.
    private static func dotted(_ identifier: ArraySlice<UInt8>) -> String {
        var numbers: [UInt64] = []
        var number: UInt64 = 0
        for byte in identifier.prefix(64) where numbers.count < 16 {
            number = number << 7 | UInt64(byte & 0x7F)
            guard byte < 0x80 else { continue }
            if numbers.isEmpty {
                let first = min(number / 40, 2)
                numbers = [first, number - first * 40]
            } else {
                numbers.append(number)
            }
            number = 0
        }
        return numbers.map(String.init).joined(separator: ".")
    }
}
