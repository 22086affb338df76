import NIOSSL

/// What is wrong with a connection before any request.
enum TLSFault: Sendable, Hashable {
    /// The certificate.
    case certificate(WrongCertificate)
    /// No version of TLS but this one is spoken.
    case onlyVersion(NIOSSL.TLSVersion)
    /// Plain HTTP is spoken instead of TLS.
    case plainText
    /// The client's first message is never answered.
    case stall
    /// The connection is reset after the client's first message.
    case reset
}
