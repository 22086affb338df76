import COpenSSL
public import FoundationEssentials

extension TrustStore {
    /// Verifies a chain as a TLS client does, and collects every error.
    ///
    /// - Parameters:
    ///   - sent: the certificates as a server sent them, the leaf first.
    ///   - extra: more certificates to build a path with, such as an issuer fetched from its address.
    ///   - name: the DNS name or the IP address (without brackets) that the leaf has to be for; none skips that.
    ///   - date: the time to verify for.
    /// - Returns: the errors in the order in which they were met; empty where the chain verifies.
    public func verify(
        _ sent: [CertificateFacts], extra: [CertificateFacts] = [], for name: String? = nil,
        at date: Date
    ) -> [CertificateVerificationError] {
        let stack = CertificateStack()
        for facts in sent + extra {
            guard stack.push(der: facts.der) else { return [.unspecified] }
        }
        let collector = VerificationErrorCollector()
        withStore { store in
            guard let context = X509_STORE_CTX_new() else { preconditionFailure("no memory") }
            defer { X509_STORE_CTX_free(context) }
            guard let leaf = stack.first,
                X509_STORE_CTX_init(context, store, leaf, stack.pointer) == 1
            else { return }
            X509_STORE_CTX_set_default(context, "ssl_server")
            let parameters = X509_STORE_CTX_get0_param(context)
            X509_VERIFY_PARAM_set_time(parameters, time_t(date.timeIntervalSince1970))
            if let name {
                let wanted = ipAddressBytes(name).map(CertificateName.address) ?? .dns(name)
                if !setExpectedName(wanted, in: parameters) { collector.recordImpossibleName() }
            }
            X509_STORE_CTX_set_ex_data(
                context, 0, Unmanaged.passUnretained(collector).toOpaque())
            X509_STORE_CTX_set_verify_cb(context) { passed, context in
                if passed == 1 { return 1 }
                guard let context, let data = X509_STORE_CTX_get_ex_data(context, 0) else {
                    return 0
                }
                Unmanaged<VerificationErrorCollector>.fromOpaque(data).takeUnretainedValue()
                    .record(context)
                return 1
            }
            if X509_verify_cert(context) != 1, collector.errors.isEmpty {
                collector.record(context)
            }
        }
        ERR_clear_error()
        return stack.first == nil ? [.unspecified] : collector.errors
    }
}

extension CertificateVerificationError {
    /// There is nothing to verify, or it cannot be read.
    fileprivate static var unspecified: Self { Self(code: Int(X509_V_ERR_UNSPECIFIED), depth: 0) }
}
