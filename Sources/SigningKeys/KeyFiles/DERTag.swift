/// The tags of DER that a PKCS#8 private key is made of.
enum DERTag: UInt8 {
    case integer = 0x02
    case bitString = 0x03
    case octetString = 0x04
    case objectIdentifier = 0x06
    case sequence = 0x30
    /// `[0]`, constructed: the attributes.
    case attributes = 0xA0
    /// `[1]`, implicit: the public key of version 2.
    case publicKey = 0x81
    /// `[1]` around a bit string, as the library `ring` wrote it before its release 0.17.
    case wrappedPublicKey = 0xA1
}
