/// Why bytes are no certificate.
public enum CertificateError: Error, Sendable, Hashable, CustomStringConvertible {
    /// There is no PEM certificate in the text.
    case noCertificate
    /// A certificate that cannot be read: which one of the text, counted from 1, where there are several.
    case unreadable(index: Int?, reason: String)
    /// A PKCS #7 without a certificate.
    case emptyBag
    /// Bytes after the end of the certificate.
    case trailingBytes(count: Int)

    /// What is wrong, in lower case and without a full stop.
    public var description: String {
        switch self {
        case .noCertificate:
            "expected a PEM certificate ('-----BEGIN CERTIFICATE-----'), found none"
        case .unreadable(.none, let reason): "the certificate cannot be read: \(reason)"
        case .unreadable(.some(let index), let reason):
            "certificate \(index) cannot be read: \(reason)"
        case .emptyBag: "expected certificates in a PKCS #7, found none"
        case .trailingBytes(let count): "\(count) bytes follow the certificate"
        }
    }
}
