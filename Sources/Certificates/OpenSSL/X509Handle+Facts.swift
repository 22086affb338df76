import COpenSSL
import FoundationEssentials
import Glibc

extension X509Handle {
    var subject: String { rfc2253(X509_get_subject_name(pointer)) }

    var issuer: String { rfc2253(X509_get_issuer_name(pointer)) }

    var isSelfIssued: Bool {
        X509_NAME_cmp(X509_get_subject_name(pointer), X509_get_issuer_name(pointer)) == 0
    }

    /// The most specific common name: the last one in the order of the encoding.
    var commonName: String? {
        let name = X509_get_subject_name(pointer)
        var last: Int32 = -1
        while true {
            let next = X509_NAME_get_index_by_NID(name, NID_commonName, last)
            if next < 0 { break }
            last = next
        }
        guard last >= 0, let entry = X509_NAME_get_entry(name, last) else { return nil }
        var text: UnsafeMutablePointer<UInt8>?
        let count = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(entry))
        guard count >= 0 else { return nil }
        defer { CRYPTO_free(text, #fileID, #line) }
        return String(
            decoding: UnsafeBufferPointer(start: text, count: Int(count)), as: UTF8.self)
    }

    var notBefore: Date { date(X509_get0_notBefore(pointer)) }

    var notAfter: Date { date(X509_get0_notAfter(pointer)) }

    var publicKeyName: String {
        guard let key = X509_get0_pubkey(pointer) else { return "unreadable" }
        let bits = EVP_PKEY_get_bits(key)
        switch EVP_PKEY_get_base_id(key) {
        case EVP_PKEY_RSA: return "RSA \(bits)"
        case EVP_PKEY_RSA_PSS: return "RSA-PSS \(bits)"
        case EVP_PKEY_EC: return "EC \(curveName(key))"
        case EVP_PKEY_ED25519: return "Ed25519"
        case EVP_PKEY_ED448: return "Ed448"
        default:
            guard let name = EVP_PKEY_get0_type_name(key) else { return "unknown" }
            return "\(String(cString: name)) \(bits)"
        }
    }

    var signatureAlgorithm: String {
        let nid = X509_get_signature_nid(pointer)
        guard nid != NID_undef, let name = OBJ_nid2ln(nid) else { return "unknown" }
        return String(cString: name)
    }

    var isAuthority: Bool { X509_check_ca(pointer) > 0 }

    var fingerprint: String {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        guard X509_digest(pointer, EVP_sha256(), &digest, &count) == 1 else { return "" }
        return hexadecimal(digest.prefix(Int(count)))
    }

    var serialNumber: String {
        guard let serial = X509_get0_serialNumber(pointer),
            let number = ASN1_INTEGER_to_BN(serial, nil)
        else { return "" }
        defer { BN_free(number) }
        guard let text = BN_bn2hex(number) else { return "" }
        defer { CRYPTO_free(text, #fileID, #line) }
        return String(cString: text).lowercased()
    }

    /// How many timestamps of transparency logs are in the certificate itself.
    var signedTimestamps: Int {
        guard let found = X509_get_ext_d2i(pointer, NID_ct_precert_scts, nil, nil) else { return 0 }
        let list = OpaquePointer(found)
        defer { SCT_LIST_free(list) }
        return Int(max(0, OPENSSL_sk_num(list)))
    }

    /// A certificate without the extension, or with one that cannot be read, has no names.
    var alternativeNames: AlternativeNames {
        var names = AlternativeNames()
        guard let found = X509_get_ext_d2i(pointer, NID_subject_alt_name, nil, nil) else {
            return names
        }
        let list = OpaquePointer(found)
        defer { GENERAL_NAMES_free(list) }
        for index in 0..<max(0, OPENSSL_sk_num(list)) {
            guard
                let name = OPENSSL_sk_value(list, index)?
                    .assumingMemoryBound(to: GENERAL_NAME.self).pointee
            else { continue }
            if name.type == GEN_DNS {
                names.dnsNames.append(text(of: name.d.dNSName))
            } else if name.type == GEN_IPADD {
                names.ipAddresses.append(ipAddressText(bytes(of: name.d.iPAddress)))
            }
        }
        return names
    }

    /// The addresses by which the issuer's certificate is offered (`caIssuers`).
    var issuerURLs: [String] {
        guard let found = X509_get_ext_d2i(pointer, NID_info_access, nil, nil) else { return [] }
        let list = OpaquePointer(found)
        defer { AUTHORITY_INFO_ACCESS_free(list) }
        var urls: [String] = []
        for index in 0..<max(0, OPENSSL_sk_num(list)) {
            guard
                let description = OPENSSL_sk_value(list, index)?
                    .assumingMemoryBound(to: ACCESS_DESCRIPTION.self).pointee,
                OBJ_obj2nid(description.method) == NID_ad_ca_issuers,
                let location = description.location?.pointee, location.type == GEN_URI
            else { continue }
            urls.append(text(of: location.d.uniformResourceIdentifier))
        }
        return urls
    }
}

private func rfc2253(_ name: OpaquePointer?) -> String {
    let bio = MemoryBIO()
    X509_NAME_print_ex(bio.pointer, name, 0, shim_name_flags())
    return bio.text
}

/// A time that cannot be read is long past.
private func date(_ time: UnsafePointer<ASN1_TIME>?) -> Date {
    var parts = tm()
    guard ASN1_TIME_to_tm(time, &parts) == 1 else { return .distantPast }
    return Date(timeIntervalSince1970: Double(timegm(&parts)))
}

/// The name of the curve as NIST has it, or OpenSSL's own.
private func curveName(_ key: OpaquePointer) -> String {
    var text = [CChar](repeating: 0, count: 80)
    var length = 0
    guard EVP_PKEY_get_group_name(key, &text, text.count, &length) == 1 else {
        return "with \(EVP_PKEY_get_bits(key)) bits"
    }
    let name = String(decoding: text.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard let nist = EC_curve_nid2nist(OBJ_txt2nid(name)) else { return name }
    return String(cString: nist)
}

private func text(of string: UnsafePointer<ASN1_STRING>?) -> String {
    String(decoding: bytes(of: string), as: UTF8.self)
}

private func bytes(of string: UnsafePointer<ASN1_STRING>?) -> [UInt8] {
    guard let string else { return [] }
    return Array(
        UnsafeBufferPointer(
            start: ASN1_STRING_get0_data(string), count: Int(ASN1_STRING_length(string))))
}
