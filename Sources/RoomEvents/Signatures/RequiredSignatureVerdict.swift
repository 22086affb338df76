/// What the signatures of a server that has to have signed came to.
public struct RequiredSignatureVerdict: Sendable, Hashable, CustomStringConvertible {
    /// Who had to sign.
    public let required: RequiredSignature
    /// Its signatures, in the order of the event.
    public let signatures: [EventSignature]

    init(_ required: RequiredSignature, signatures: [EventSignature]) {
        self.required = required
        self.signatures = signatures
    }

    /// Whether it signed: at least one of its signatures counts, and all that count verify.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#validating-hashes-and-signatures-on-received-events>
    public var isSatisfied: Bool {
        var verifies = false
        for signature in signatures {
            switch signature.outcome {
            case .valid: verifies = true
            case .wrong: return false
            case .skipped: continue
            }
        }
        return verifies
    }

    /// The verdict in words.
    public var description: String {
        if signatures.isEmpty { return "\(required): there is no signature" }
        return "\(required): " + signatures.map(\.description).joined(separator: "; ")
    }
}
