/// Why there is no trust store.
public enum TrustStoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A file or a directory of certificates cannot be read.
    case unreadable(path: String, reason: String)
    /// A file has no certificate in it, or one that cannot be read.
    case invalid(path: String, CertificateError)
    /// Neither the system's file of roots nor its directory is there.
    case noSystemRoots(file: String)

    /// What is wrong, in lower case and without a full stop.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path): \(reason)"
        case .invalid(let path, let error): "\(path): \(error)"
        case .noSystemRoots(let file):
            "the system has no trusted roots: expected \(file), found no such file"
        }
    }

    /// What can be done.
    public var hint: String? {
        switch self {
        case .unreadable, .invalid: nil
        case .noSystemRoots:
            "install the package ca-certificates, or name your own with --ca-only --ca FILE"
        }
    }
}
