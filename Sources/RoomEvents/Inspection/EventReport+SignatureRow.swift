import FederationCore
public import Findings

extension EventReport {
    /// One signature, or one that is missing.
    public struct SignatureRow: Sendable {
        /// Whose signature it is said to be, or has to be.
        public let entity: String
        /// What it is filed under; none where there is no signature.
        public let keyName: String?
        /// Why it is required; none where it is not.
        public let requirement: RequiredSignature.Reason?
        /// What it came to; a skip where it could not be checked.
        public let verdict: Verdict
        /// Why, to follow signer and key.
        public let summary: String
        /// Why it does not verify, where that was asked for.
        public internal(set) var mistake: EventMistakeReport?
    }
}

extension EventReport.SignatureRow {
    /// The rows of those who have to have signed.
    static func rows(of verdict: EventVerdict) -> [Self] {
        verdict.required.flatMap { required -> [Self] in
            let entity = required.required.server.description
            let reason = required.required.reason
            guard !required.signatures.isEmpty else {
                return [
                    Self(
                        entity: entity, keyName: nil, requirement: reason, verdict: .fail,
                        summary: "there is no signature")
                ]
            }
            // One that verifies is enough where the others do not count.
            let isSatisfied = required.isSatisfied
            return required.signatures.map { signature in
                let isSpare = isSatisfied && signature.outcome != .valid
                return Self(
                    entity: entity, keyName: signature.keyName,
                    requirement: isSpare ? nil : reason, verdict: signature.outcome.verdict,
                    summary: signature.outcome.description)
            }
        }
    }

    /// The row of a signature that nobody requires.
    init(
        other signature: ObjectSignature, of source: EventDocument,
        keys provider: some VerifyKeyProviding
    ) async {
        let outcome = await source.outcome(of: signature, keys: provider)
        self.init(
            entity: signature.entity, keyName: signature.name, requirement: nil,
            verdict: outcome.verdict, summary: outcome.description)
    }
}

extension EventSignature.Outcome {
    /// The outcome as a verdict: only a key that is not known leaves the question open.
    var verdict: Verdict {
        switch self {
        case .valid: .pass
        case .wrong: .fail
        case .skipped(.keyNotValid): .fail
        case .skipped: .skip
        }
    }
}
