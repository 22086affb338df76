/// What a peer says of a handshake that it gives up.
///
/// RFC 8446, section 6.
struct TLSAlert: Sendable, Hashable {
    /// The number of the description.
    let code: UInt8

    /// Takes the number of a description.
    init(code: UInt8) {
        self.code = code
    }

    /// Looks a name up, such as `unknown_ca`.
    init?(named name: String) {
        guard let row = Self.rows.first(where: { $0.name == name }) else { return nil }
        code = row.code
    }

    /// Reads the alert with which a piece of a stream begins that is not encrypted; none where it begins with
    /// something else.
    init?(atStartOf bytes: some Collection<UInt8>) {
        let record = Array(bytes.prefix(7))
        // Type 21, a version of TLS, a length of two, a level and the description.
        guard record.count == 7, record[0] == 21, record[1] == 3, record[3] == 0, record[4] == 2,
            record[5] == 1 || record[5] == 2
        else { return nil }
        code = record[6]
    }

    /// What it means, with its name.
    var words: String {
        guard let row = Self.rows.first(where: { $0.code == code }) else {
            return "the peer broke off (alert \(code))"
        }
        return "the peer \(row.words) (alert \(row.name))"
    }

    private static let rows: [(code: UInt8, name: String, words: String)] = [
        (0, "close_notify", "closed the connection"),
        (10, "unexpected_message", "did not expect what it got"),
        (20, "bad_record_mac", "could not decrypt what it got"),
        (40, "handshake_failure", "found no version, cipher and group in common"),
        (42, "bad_certificate", "refuses the certificate"),
        (43, "unsupported_certificate", "does not take certificates of this kind"),
        (44, "certificate_revoked", "takes the certificate for revoked"),
        (45, "certificate_expired", "takes the certificate for expired"),
        (46, "certificate_unknown", "refuses the certificate"),
        (47, "illegal_parameter", "refuses what was agreed on"),
        (48, "unknown_ca", "does not trust the certificate"),
        (49, "access_denied", "refuses the certificate"),
        (50, "decode_error", "could not read what it got"),
        (51, "decrypt_error", "refuses a signature of the handshake"),
        (70, "protocol_version", "speaks no version of TLS that is offered"),
        (71, "insufficient_security", "finds the ciphers too weak"),
        (80, "internal_error", "has a fault of its own"),
        (86, "inappropriate_fallback", "refuses a fallback to an older version"),
        (90, "user_canceled", "broke off"),
        (109, "missing_extension", "misses an extension"),
        (110, "unsupported_extension", "refuses an extension"),
        (112, "unrecognized_name", "does not know the name"),
        (116, "certificate_required", "wants a certificate from this side"),
        (120, "no_application_protocol", "speaks no protocol that is offered"),
    ]
}
