import COpenSSL
public import FoundationEssentials

/// An authority of our own, for tests and closed networks: issues certificates, right and wrong.
public struct CertificateAuthority: Sendable {
    /// The certificate of the authority.
    public let certificate: CertificateFacts
    /// The certificate of the authority in PEM: what those who trust it are given.
    public let certificatePEM: [UInt8]
    /// The certificates between this authority and its root, this one first; empty for a root.
    let path: [CertificateFacts]
    let key: PrivateKeyHandle

    init(
        _ certificate: borrowing X509Handle, key: PrivateKeyHandle, under path: [CertificateFacts]?
    ) {
        let facts = CertificateFacts(certificate)
        self.certificate = facts
        self.certificatePEM = certificate.pem
        self.path = path.map { [facts] + $0 } ?? []
        self.key = key
    }

    /// Makes a root, with a new key.
    public init(
        commonName: String, notBefore: Date, notAfter: Date, key kind: KeyKind = .ecP256
    ) throws(CertificateAuthorityError) {
        let key = try PrivateKeyHandle.generate(kind)
        let builder = try CertificateBuilder.begin(
            commonName: commonName, key: key, notBefore: notBefore, notAfter: notAfter)
        try builder.add(NID_basic_constraints, "critical,CA:TRUE")
        try builder.add(NID_key_usage, "critical,keyCertSign,cRLSign")
        try builder.add(NID_subject_key_identifier, "hash")
        self.init(try builder.selfSigned(by: key), key: key, under: nil)
    }

    /// Makes an authority under this one, with a new key.
    public func intermediate(
        commonName: String, notBefore: Date, notAfter: Date, key kind: KeyKind = .ecP256
    ) throws(CertificateAuthorityError) -> CertificateAuthority {
        let own = try handle()
        let newKey = try PrivateKeyHandle.generate(kind)
        let builder = try CertificateBuilder.begin(
            commonName: commonName, key: newKey, notBefore: notBefore, notAfter: notAfter)
        try builder.add(NID_basic_constraints, "critical,CA:TRUE")
        try builder.add(NID_key_usage, "critical,keyCertSign,cRLSign")
        try builder.add(NID_subject_key_identifier, "hash")
        try builder.add(NID_authority_key_identifier, "keyid", issuer: own)
        return CertificateAuthority(
            try builder.signed(by: key, issuer: own), key: newKey, under: path)
    }

    /// Issues a certificate for a server, with a new key, whatever its names and its dates.
    public func issue(
        _ request: CertificateRequest
    ) throws(CertificateAuthorityError) -> IssuedCertificate {
        let own = try handle()
        let leafKey = try PrivateKeyHandle.generate(request.key)
        let builder = try Self.serverCertificate(request, key: leafKey)
        try builder.add(NID_authority_key_identifier, "keyid", issuer: own)
        let leaf = try builder.signed(by: key, issuer: own)
        return try Self.issued(leaf, key: leafKey, intermediates: path)
    }

    /// Issues a certificate for a server that is signed by itself.
    public static func selfSigned(
        _ request: CertificateRequest
    ) throws(CertificateAuthorityError) -> IssuedCertificate {
        let key = try PrivateKeyHandle.generate(request.key)
        let builder = try serverCertificate(request, key: key)
        return try issued(try builder.selfSigned(by: key), key: key, intermediates: [])
    }

    private static func serverCertificate(
        _ request: CertificateRequest, key: PrivateKeyHandle
    ) throws(CertificateAuthorityError) -> CertificateBuilder {
        guard let commonName = request.commonName ?? request.names.first else { throw .noName }
        let builder = try CertificateBuilder.begin(
            commonName: commonName, key: key, notBefore: request.notBefore,
            notAfter: request.notAfter)
        try builder.add(NID_basic_constraints, "critical,CA:FALSE")
        try builder.add(NID_key_usage, "critical,digitalSignature")
        try builder.add(NID_ext_key_usage, "serverAuth")
        try builder.add(NID_subject_key_identifier, "hash")
        try builder.add(names: request.names)
        try builder.add(issuerURLs: request.issuerURLs)
        return builder
    }

    private static func issued(
        _ leaf: borrowing X509Handle, key: PrivateKeyHandle, intermediates: [CertificateFacts]
    ) throws(CertificateAuthorityError) -> IssuedCertificate {
        var pem: [UInt8] = []
        for intermediate in intermediates { pem += try Self.handle(intermediate).pem }
        return IssuedCertificate(
            leaf: CertificateFacts(leaf), intermediates: intermediates, privateKey: key.pem,
            leafPEM: leaf.pem, intermediatesPEM: pem)
    }

    private func handle() throws(CertificateAuthorityError) -> X509Handle {
        try Self.handle(certificate)
    }

    private static func handle(
        _ certificate: CertificateFacts
    ) throws(CertificateAuthorityError) -> X509Handle {
        do throws(CertificateError) {
            return try X509Handle.reading(der: certificate.der)
        } catch {
            throw .failed(action: "read \(certificate.subject)", reason: "\(error)")
        }
    }
}
