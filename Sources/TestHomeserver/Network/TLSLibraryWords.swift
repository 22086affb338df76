import NIOSSL

/// What the TLS library says, in plain words: its own have places in its source.
enum TLSLibraryWords {
    /// The words for a file or a certificate that it does not take.
    static func of(_ error: any Error) -> String {
        switch error {
        case NIOSSLError.failedToLoadPrivateKey: "expected a private key in PEM"
        // What is no certificate was found out before: this one does not go with the key.
        case NIOSSLError.failedToLoadCertificate: "it is the key of another certificate"
        case BoringSSLError.sslError(let stack), BoringSSLError.unknownError(let stack):
            reason(in: stack).map(words) ?? "the TLS library does not take it"
        default: "the TLS library does not take it"
        }
    }

    /// The library's name of what happened: what follows its own name, up to the place in its source.
    static func reason(in stack: NIOBoringSSLErrorStack) -> String? {
        for entry in stack {
            let description = entry.description
            guard let mark = description.firstRange(of: "OPENSSL_internal:") else { continue }
            return String(description[mark.upperBound...].prefix { $0 != " " })
        }
        return nil
    }

    /// A name such as `BAD_PACKET_LENGTH` in words.
    static func spelled(_ name: String) -> String {
        name.lowercased().split(separator: "_").joined(separator: " ")
    }

    private static func words(for reason: String) -> String {
        switch reason {
        case "KEY_VALUES_MISMATCH", "KEY_TYPE_MISMATCH", "X509_KEY_VALUES_MISMATCH":
            "it is the key of another certificate"
        default: spelled(reason)
        }
    }
}
