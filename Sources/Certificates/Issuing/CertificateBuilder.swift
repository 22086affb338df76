import COpenSSL
import FoundationEssentials

/// Builds one certificate, extension by extension, and signs it.
struct CertificateBuilder: ~Copyable {
    private let certificate: X509Handle

    private init(_ certificate: consuming X509Handle) {
        self.certificate = certificate
    }

    /// Begins a version 3 certificate with a random serial number.
    static func begin(
        commonName: String, key: PrivateKeyHandle, notBefore: Date, notAfter: Date
    ) throws(CertificateAuthorityError) -> CertificateBuilder {
        guard notBefore <= notAfter else { throw .endsBeforeItBegins }
        ERR_clear_error()
        guard let pointer = X509_new() else { preconditionFailure("no memory") }
        let builder = CertificateBuilder(X509Handle(owning: pointer))
        try check(X509_set_version(pointer, Int(X509_VERSION_3)), "set the version")
        try builder.setRandomSerialNumber()
        try builder.setCommonName(commonName)
        try builder.setValidity(from: notBefore, to: notAfter)
        try check(X509_set_pubkey(pointer, key.pointer), "set the public key")
        return builder
    }

    private static func check(
        _ result: Int32, _ action: String
    ) throws(CertificateAuthorityError) {
        guard result > 0 else { throw .failed(action: action, reason: openSSLReason()) }
    }

    private func setRandomSerialNumber() throws(CertificateAuthorityError) {
        let number = BN_new()
        defer { BN_free(number) }
        // 127 random bits under a one: 16 bytes, and positive as ASN.1 has it.
        try Self.check(
            BN_rand(number, 127, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY), "make a serial number")
        let serial = X509_get_serialNumber(certificate.pointer)
        guard BN_to_ASN1_INTEGER(number, serial) != nil else {
            throw .failed(action: "set the serial number", reason: openSSLReason())
        }
    }

    private func setCommonName(_ name: String) throws(CertificateAuthorityError) {
        let subject = X509_get_subject_name(certificate.pointer)
        let bytes = Array(name.utf8)
        try Self.check(
            X509_NAME_add_entry_by_NID(
                subject, NID_commonName, MBSTRING_UTF8, bytes, Int32(bytes.count), -1, 0),
            "set the common name '\(name)'")
    }

    private func setValidity(
        from notBefore: Date, to notAfter: Date
    ) throws(CertificateAuthorityError) {
        let times = [
            (X509_getm_notBefore(certificate.pointer), notBefore),
            (X509_getm_notAfter(certificate.pointer), notAfter),
        ]
        for (time, date) in times {
            let seconds = date.timeIntervalSince1970.rounded(.down)
            guard ASN1_TIME_set(time, time_t(seconds)) != nil else {
                throw .failed(action: "set the validity", reason: openSSLReason())
            }
        }
    }

    /// Adds the subject alternative names.
    func add(names: [String]) throws(CertificateAuthorityError) {
        guard !names.isEmpty else { return }
        let list = OPENSSL_sk_new_null()
        defer { GENERAL_NAMES_free(list) }
        for name in names {
            let bytes = ipAddressBytes(name)
            guard bytes != nil || isText(name) else { throw .invalidName(name) }
            let entry = generalName(
                type: bytes == nil ? GEN_DNS : GEN_IPADD, bytes ?? Array(name.utf8))
            OPENSSL_sk_push(list, entry)
        }
        try Self.check(
            X509_add1_ext_i2d(
                certificate.pointer, NID_subject_alt_name, UnsafeMutableRawPointer(list), 0,
                UInt(X509V3_ADD_APPEND)),
            "add the names")
    }

    /// Adds where the issuer's certificate can be fetched.
    func add(issuerURLs: [String]) throws(CertificateAuthorityError) {
        guard !issuerURLs.isEmpty else { return }
        let list = OPENSSL_sk_new_null()
        defer { AUTHORITY_INFO_ACCESS_free(list) }
        for url in issuerURLs {
            guard isText(url) else { throw .invalidName(url) }
            guard let description = ACCESS_DESCRIPTION_new() else {
                preconditionFailure("no memory")
            }
            ASN1_OBJECT_free(description.pointee.method)
            description.pointee.method = OBJ_nid2obj(NID_ad_ca_issuers)
            GENERAL_NAME_free(description.pointee.location)
            description.pointee.location = generalName(type: GEN_URI, Array(url.utf8))
            OPENSSL_sk_push(list, description)
        }
        try Self.check(
            X509_add1_ext_i2d(
                certificate.pointer, NID_info_access, UnsafeMutableRawPointer(list), 0,
                UInt(X509V3_ADD_APPEND)),
            "add the addresses of the issuer")
    }

    /// Adds an extension in OpenSSL's words; `value` never comes from outside.
    func add(
        _ extensionID: Int32, _ value: StaticString, issuer: borrowing X509Handle
    ) throws(CertificateAuthorityError) {
        try add(extensionID, value, issuer: issuer.pointer)
    }

    /// The same, in a certificate that signs itself.
    func add(_ extensionID: Int32, _ value: StaticString) throws(CertificateAuthorityError) {
        try add(extensionID, value, issuer: certificate.pointer)
    }

    private func add(
        _ extensionID: Int32, _ value: StaticString, issuer: OpaquePointer
    ) throws(CertificateAuthorityError) {
        var context = X509V3_CTX()
        X509V3_set_ctx(&context, issuer, certificate.pointer, nil, nil, 0)
        let made = X509V3_EXT_conf_nid(nil, &context, extensionID, value.description)
        guard let made else {
            throw .failed(action: "add '\(value)'", reason: openSSLReason())
        }
        defer { X509_EXTENSION_free(made) }
        try Self.check(X509_add_ext(certificate.pointer, made, -1), "add '\(value)'")
    }

    /// Signs it in the name of `issuer`.
    consuming func signed(
        by key: PrivateKeyHandle, issuer: borrowing X509Handle
    ) throws(CertificateAuthorityError) -> X509Handle {
        try sign(by: key, issuer: issuer.pointer)
        return certificate
    }

    /// Signs it in its own name.
    consuming func selfSigned(
        by key: PrivateKeyHandle
    ) throws(CertificateAuthorityError) -> X509Handle {
        try sign(by: key, issuer: certificate.pointer)
        return certificate
    }

    private func sign(
        by key: PrivateKeyHandle, issuer: OpaquePointer
    ) throws(CertificateAuthorityError) {
        try Self.check(
            X509_set_issuer_name(certificate.pointer, X509_get_subject_name(issuer)),
            "set the issuer")
        try Self.check(X509_sign(certificate.pointer, key.pointer, key.digest), "sign")
    }
}

/// Whether it is ASCII without spaces and control characters, as names and addresses in certificates are.
private func isText(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { (0x21...0x7E).contains($0) }
}

private func generalName(type: Int32, _ bytes: [UInt8]) -> UnsafeMutablePointer<GENERAL_NAME>? {
    let name = GENERAL_NAME_new()
    let string = ASN1_STRING_type_new(type == GEN_IPADD ? V_ASN1_OCTET_STRING : V_ASN1_IA5STRING)
    ASN1_STRING_set(string, bytes, Int32(bytes.count))
    GENERAL_NAME_set0_value(name, type, string)
    return name
}
