public import FoundationEssentials

/// What one X.509 certificate says about itself.
public struct CertificateFacts: Sendable, Hashable {
    /// The certificate itself, in DER.
    public var der: [UInt8]
    /// The subject, in the form of RFC 2253, such as `CN=example.org`.
    public var subject: String
    /// The common name of the subject, where it has one.
    public var commonName: String?
    /// The issuer, in the form of RFC 2253.
    public var issuer: String
    /// The DNS names of the subject alternative names, in order.
    public var dnsNames: [String]
    /// The IP addresses of the subject alternative names, as text without brackets.
    public var ipAddresses: [String]
    /// The first moment of its validity.
    public var notBefore: Date
    /// The last moment of its validity.
    public var notAfter: Date
    /// The public key, such as `EC P-256` or `RSA 2048`.
    public var publicKey: String
    /// The algorithm of its signature, such as `ecdsa-with-SHA256`.
    public var signatureAlgorithm: String
    /// Whether it may sign certificates.
    public var isAuthority: Bool
    /// Whether subject and issuer are the same.
    public var isSelfIssued: Bool
    /// Where its issuer's certificate can be fetched (authority information access).
    public var issuerURLs: [String]
    /// The SHA-256 of the DER form, in lower-case hexadecimal digits.
    public var sha256: String
    /// The serial number, in lower-case hexadecimal digits.
    public var serialNumber: String
    /// How many timestamps of certificate transparency logs (SCTs) it carries.
    public var signedTimestamps: Int

    /// Facts as a test or a reader of certificates has them.
    public init(
        der: [UInt8] = [], subject: String, commonName: String? = nil, issuer: String,
        dnsNames: [String] = [], ipAddresses: [String] = [], notBefore: Date, notAfter: Date,
        publicKey: String = "", signatureAlgorithm: String = "", isAuthority: Bool = false,
        isSelfIssued: Bool = false, issuerURLs: [String] = [], sha256: String = "",
        serialNumber: String = "", signedTimestamps: Int = 0
    ) {
        self.der = der
        self.subject = subject
        self.commonName = commonName
        self.issuer = issuer
        self.dnsNames = dnsNames
        self.ipAddresses = ipAddresses
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.publicKey = publicKey
        self.signatureAlgorithm = signatureAlgorithm
        self.isAuthority = isAuthority
        self.isSelfIssued = isSelfIssued
        self.issuerURLs = issuerURLs
        self.sha256 = sha256
        self.serialNumber = serialNumber
        self.signedTimestamps = signedTimestamps
    }
}
