import COpenSSL

/// Has a verification look at the name, too, by the rules of RFC 9525: the common name does not count.
///
/// - Returns: whether the name can be one at all.
package func setExpectedName(
    _ name: CertificateName, in parameters: OpaquePointer?
) -> Bool {
    X509_VERIFY_PARAM_set_hostflags(
        parameters,
        UInt32(X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT))
    switch name {
    case .dns(let name):
        // To OpenSSL, an empty name means that any will do.
        if name.isEmpty { return false }
        return X509_VERIFY_PARAM_set1_host(parameters, name, name.utf8.count) == 1
    case .address(let bytes):
        return X509_VERIFY_PARAM_set1_ip(parameters, bytes, bytes.count) == 1
    }
}
