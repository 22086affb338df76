public import FederationCore

/// A signature of an event, and what it came to.
public struct EventSignature: Sendable, Hashable, CustomStringConvertible {
    /// Who is said to have signed, and with what.
    private let signer: ExactSigner
    /// What it came to.
    public let outcome: Outcome

    /// What a signature came to.
    public enum Outcome: Sendable, Hashable {
        /// It verifies.
        case valid
        /// It does not verify, or cannot be decoded.
        case wrong(SignatureVerdict)
        /// It does not count, for or against the event.
        case skipped(SkippedSignature)
    }

    init(entity: String, name: String, outcome: Outcome) {
        signer = ExactSigner(entity: entity, name: name)
        self.outcome = outcome
    }

    /// Who is said to have signed.
    public var entity: String { signer.entity }

    /// What the signature is filed under, such as `ed25519:1`.
    public var keyName: String { signer.name }

    /// Signer, key and outcome in words.
    public var description: String { "\(entity) \(keyName): \(outcome)" }
}

extension EventSignature.Outcome: CustomStringConvertible {
    /// The outcome in words, to follow the name of signer and key.
    public var description: String {
        switch self {
        case .valid: "verifies"
        case .wrong(let verdict): "\(verdict)"
        case .skipped(let reason): "\(reason)"
        }
    }
}
