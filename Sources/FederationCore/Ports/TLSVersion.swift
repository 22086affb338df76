/// A version of TLS.
public enum TLSVersion: String, Sendable, Hashable, CaseIterable {
    /// TLS 1.0, long deprecated.
    case tls10 = "TLS 1.0"
    /// TLS 1.1, long deprecated.
    case tls11 = "TLS 1.1"
    /// TLS 1.2.
    case tls12 = "TLS 1.2"
    /// TLS 1.3.
    case tls13 = "TLS 1.3"
}
