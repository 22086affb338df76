import Certificates
import FederationCore
import MatrixJSON

extension CertificateFacts {
    /// The certificate for machines.
    var json: JSONValue {
        var object: JSONObject = ["subject": .string(subject), "issuer": .string(issuer)]
        if let commonName { object["common_name"] = .string(commonName) }
        object["dns_names"] = .array(dnsNames.map { .string($0) })
        object["ip_addresses"] = .array(ipAddresses.map { .string($0) })
        object["not_before"] = .string(UTCTime(notBefore).rfc3339)
        object["not_after"] = .string(UTCTime(notAfter).rfc3339)
        object["public_key"] = .string(publicKey)
        object["signature_algorithm"] = .string(signatureAlgorithm)
        object["serial_number"] = .string(serialNumber)
        object["sha256"] = .string(sha256)
        object["sha1"] = .string(sha1)
        object["authority"] = .boolean(isAuthority)
        object["self_issued"] = .boolean(isSelfIssued)
        object["signed_timestamps"] = .integer(Int64(signedTimestamps))
        object["issuer_urls"] = .array(issuerURLs.map { .string($0) })
        return .object(object)
    }
}

extension CertificateVerificationError {
    /// The error for machines.
    var json: JSONValue {
        var object: JSONObject = [
            "code": .integer(Int64(code)), "kind": .string(kind.jsonName),
            "depth": .integer(Int64(depth)), "message": .string(description),
        ]
        if let subject { object["subject"] = .string(subject) }
        return .object(object)
    }
}

extension CertificateVerificationError.Kind {
    /// The kind as JSON names it.
    fileprivate var jsonName: String {
        switch self {
        case .selfSignedLeaf: "self_signed_leaf"
        case .unknownRoot: "unknown_root"
        case .missingIssuer: "missing_issuer"
        case .expired: "expired"
        case .notYetValid: "not_yet_valid"
        case .wrongName: "wrong_name"
        case .other: "other"
        }
    }
}
