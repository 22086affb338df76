/// Why no certificate could be made, or no authority could be saved or loaded.
public enum CertificateAuthorityError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The certificate would end before it begins.
    case endsBeforeItBegins
    /// There is neither a name nor a common name.
    case noName
    /// A name that no certificate can carry: empty, or with characters outside of ASCII.
    case invalidName(String)
    /// OpenSSL did not do it.
    case failed(action: String, reason: String)
    /// The file exists, and is not written over.
    case exists(path: String)
    /// A file cannot be read or written.
    case file(path: String, reason: String)
    /// A file holds no certificate.
    case invalidCertificate(path: String, CertificateError)
    /// A file holds no private key.
    case invalidKey(path: String, reason: String)
    /// The private key is not the one of the certificate.
    case keyMismatch(path: String)
    /// The certificate may not sign others.
    case notAnAuthority(path: String)

    /// What is wrong, in lower case and without a full stop.
    public var description: String {
        switch self {
        case .endsBeforeItBegins: "the certificate would end before it begins"
        case .noName: "a certificate needs a name"
        case .invalidName(let name):
            "'\(name)' cannot stand in a certificate: expected an IP address or a name in ASCII"
        case .failed(let action, let reason): "cannot \(action): \(reason)"
        case .exists(let path): "\(path): the file exists"
        case .file(let path, let reason): "\(path): \(reason)"
        case .invalidCertificate(let path, let error): "\(path): \(error)"
        case .invalidKey(let path, let reason):
            "\(path): expected a private key in PEM, found none that can be read: \(reason)"
        case .keyMismatch(let path):
            "\(path): the private key is not the one of the certificate beside it"
        case .notAnAuthority(let path): "\(path): the certificate may not sign others"
        }
    }
}
