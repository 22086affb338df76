import COpenSSL

/// Calls `body` with each certificate of a PEM text, in order; there is at least one.
package func forEachCertificate(
    pem: [UInt8], _ body: (borrowing X509Handle) -> Void
) throws(CertificateError) {
    ERR_clear_error()
    let bio = MemoryBIO(pem)
    var count = 0
    while let pointer = PEM_read_bio_X509(bio.pointer, nil, nil, nil) {
        body(X509Handle(owning: pointer))
        count += 1
    }
    let code = ERR_peek_last_error()
    let isEnd = ERR_GET_LIB(code) == ERR_LIB_PEM && ERR_GET_REASON(code) == PEM_R_NO_START_LINE
    guard isEnd else { throw .unreadable(index: count + 1, reason: openSSLReason()) }
    ERR_clear_error()
    guard count > 0 else { throw .noCertificate }
}
