/// The likely reason why a chain leads to no trusted root.
public enum ChainProblem: Sendable, Hashable, CustomStringConvertible {
    /// The certificate is signed by itself, so it proves nothing.
    case selfSigned(name: String)
    /// The server does not send the certificate `name`, which issued its own.
    ///
    /// Public authorities say in a certificate where its issuer can be fetched, and issue none with their root;
    /// `issuerURLs` is where. Fetched, it tells for certain: with it the chain verifies, or it does not.
    case missingIntermediate(name: String, issuerURLs: [String])
    /// The issuer `name` was not sent, and is no trusted root: the root of a private authority, or an intermediate.
    case unknownIssuer(name: String)
    /// The root `name` was sent, and is not trusted.
    case unknownAuthority(name: String)
    /// A certificate above the leaf is after its last moment.
    case expiredAuthority(name: String)
    /// A certificate above the leaf is before its first moment.
    case authorityNotYetValid(name: String)
    /// Something else, in OpenSSL's words.
    case other(name: String, reason: String)

    /// What is wrong, in lower case and without a full stop.
    public var description: String {
        switch self {
        case .selfSigned: "the certificate is signed by itself"
        case .missingIntermediate(let name, _):
            "the server does not send the intermediate \"\(name)\""
        case .unknownIssuer(let name): "the issuer \"\(name)\" is not sent, and is no trusted root"
        case .unknownAuthority(let name): "the root \"\(name)\" is not trusted"
        case .expiredAuthority(let name): "the certificate of the authority \"\(name)\" has expired"
        case .authorityNotYetValid(let name):
            "the certificate of the authority \"\(name)\" is not valid yet"
        case .other(let name, let reason): "the certificate \"\(name)\": \(reason)"
        }
    }
}
