import Testing

/// A fault of `fedctl serve`, and what `fedctl check` says of the server that it strikes.
struct CheckedFault: Sendable, CustomTestStringConvertible {
    /// The row of the fault table.
    let fault: String
    /// The check that is there for it.
    let check: String
    /// Its verdict.
    let verdict: String
    /// What its summary has, and has not without the fault.
    let words: String
    /// How the command ends.
    let status: Int32
    /// Whether the server answers nothing at all.
    var isSilent = false
    /// Whether only the owner of the key file can know.
    var needsKeyFile = false

    var testDescription: String { fault }

    private init(
        _ fault: String, _ check: String, _ verdict: String, _ words: String, status: Int32
    ) {
        self.fault = fault
        self.check = check
        self.verdict = verdict
        self.words = words
        self.status = status
    }

    static let all = keys + published + certificates + connections

    /// What is wrong for everybody.
    private static let keys = [
        CheckedFault("key-expired", "keys.key-ids", "fail", "verify_keys is empty", status: 1),
        CheckedFault("valid-until-past", "keys.valid-until", "fail", "expired", status: 1),
        CheckedFault("valid-until-seconds", "keys.valid-until", "fail", "seconds", status: 1),
        CheckedFault("valid-until-far", "keys.valid-until", "warn", "are said", status: 0),
        CheckedFault(
            "key-wrong-server-name", "keys.server-name", "fail", "elsewhere.invalid", status: 1),
        CheckedFault("key-unsigned", "keys.document", "fail", "signatures", status: 1),
        CheckedFault("key-padded-base64", "keys.base64", "warn", "padded with", status: 0),
    ]

    /// What is in order as such, and not what the server had before.
    private static let published = [
        CheckedFault("key-rotated", "key-file.match", "warn", "as a former key only", status: 0),
        CheckedFault("key-renamed", "key-file.match", "fail", "is not published", status: 1),
        CheckedFault("key-reused-id", "key-file.match", "fail", "with another key", status: 1),
    ].map { row in
        var row = row
        row.needsKeyFile = true
        return row
    }

    private static let certificates = [
        CheckedFault("tls-expired", "tls.expiry", "fail", "expired 30 days ago", status: 1),
        CheckedFault("tls-not-yet-valid", "tls.expiry", "fail", "not valid before", status: 1),
        CheckedFault("tls-wrong-name", "tls.name", "fail", "is not for", status: 1),
        CheckedFault("tls-self-signed", "tls.chain", "fail", "self-signed", status: 1),
        CheckedFault(
            "tls-missing-intermediate", "tls.chain", "fail", "intermediate that is not sent",
            status: 1),
    ]

    private static let connections = [
        CheckedFault("tls-only-1-0", "tls.handshake", "fail", "TLS 1.0", status: 1),
        CheckedFault("tls-only-1-1", "tls.handshake", "fail", "TLS 1.1", status: 1),
        // Allowed, and said.
        CheckedFault("tls-only-1-2", "tls.version", "pass", "TLS 1.2, the best", status: 0),
        CheckedFault("tls-only-1-3", "tls.version", "warn", "only TLS 1.3", status: 0),
        CheckedFault("tls-plain-text", "tls.handshake", "fail", "plain HTTP", status: 1),
        silent("tls-stall", "then silent"),
        silent("tls-reset", "then closed"),
    ]

    private static func silent(_ fault: String, _ words: String) -> CheckedFault {
        var row = CheckedFault(fault, "tls.handshake", "fail", words, status: 2)
        row.isSilent = true
        return row
    }
}
