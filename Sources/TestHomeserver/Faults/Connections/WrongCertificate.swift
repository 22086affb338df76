/// What is wrong with a certificate.
enum WrongCertificate: Sendable, Hashable {
    /// It is no longer valid.
    case expired
    /// It is not valid yet.
    case notYetValid
    /// It is for another name.
    case wrongName
    /// It is signed by itself.
    case selfSigned
    /// It comes without the certificate of its issuer.
    case missingIntermediate
}
