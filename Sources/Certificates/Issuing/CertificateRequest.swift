public import FoundationEssentials

/// What a certificate to be issued has to say.
public struct CertificateRequest: Sendable, Hashable {
    /// The DNS names and IP addresses (without brackets) that it is for, in order.
    public var names: [String]
    /// The common name of the subject; where none is given, the first of ``names``.
    public var commonName: String?
    /// The first moment of its validity, in whole seconds.
    public var notBefore: Date
    /// The last moment of its validity, in whole seconds.
    public var notAfter: Date
    /// The kind of its key.
    public var key: KeyKind
    /// Where it says that its issuer's certificate can be fetched.
    public var issuerURLs: [String]

    /// A certificate for `names`.
    public init(
        names: [String], commonName: String? = nil, notBefore: Date, notAfter: Date,
        key: KeyKind = .ecP256, issuerURLs: [String] = []
    ) {
        self.names = names
        self.commonName = commonName
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.key = key
        self.issuerURLs = issuerURLs
    }
}
