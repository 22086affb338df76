import COpenSSL

/// Why the last call to OpenSSL failed, in its own words; empties this thread's queue of errors.
package func openSSLReason() -> String {
    // The first entry is the cause; later ones are the callers that passed it on.
    let code = ERR_get_error()
    ERR_clear_error()
    guard code != 0 else { return "unknown reason" }
    guard let text = ERR_reason_error_string(code) else { return "error \(code)" }
    return String(cString: text)
}
