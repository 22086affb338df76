public import FederationCore
public import Findings
import MatrixJSON

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
        public private(set) var verdict: Verdict
        /// Why, to follow signer and key.
        public private(set) var summary: String
        /// Whether the key is known and good, and the signature is another one's or over other bytes.
        let isInvalid: Bool
        /// Why it does not verify, where that was asked for.
        public internal(set) var mistake: EventMistakeReport?
        /// Another known key by which it does verify, where that was asked for.
        public internal(set) var otherSigner: OtherSigner?

        /// A key that a signature is by, and is not filed under.
        public struct OtherSigner: Sendable, Hashable {
            /// Whose key it is.
            public let server: ServerName
            /// What the key is called there.
            public let keyID: KeyID
        }
    }
}

extension EventReport.SignatureRow {
    /// Turns a pass into a warning where the signature is not written in unpadded base64, which not everybody
    /// reads.
    mutating func mindHabit(in document: JSONDocument) {
        guard verdict == .pass, let keyName,
            let text = document.root["signatures"]?[entity]?[keyName]?.string,
            let habit = SentBase64(text).habit
        else { return }
        verdict = .warn
        summary += ", \(habit.rawValue)"
    }

    /// The rows of those who have to have signed.
    static func rows(of verdict: EventVerdict) -> [Self] {
        verdict.required.flatMap { required -> [Self] in
            let entity = required.required.server.description
            let reason = required.required.reason
            guard !required.signatures.isEmpty else {
                return [
                    Self(
                        entity: entity, keyName: nil, requirement: reason, verdict: .fail,
                        summary: "there is no signature", isInvalid: false)
                ]
            }
            // One that verifies is enough where the others do not count.
            let isSatisfied = required.isSatisfied
            return required.signatures.map { signature in
                let isSpare = isSatisfied && signature.outcome != .valid
                return Self(
                    entity: entity, keyName: signature.keyName,
                    requirement: isSpare ? nil : reason,
                    verdict: signature.outcome.verdict(isRequired: !isSpare),
                    summary: signature.outcome.description,
                    isInvalid: signature.outcome == .wrong(.invalid))
            }
        }
    }

    /// The row of a signature that nobody requires.
    init(
        other signature: ObjectSignature, of source: EventDocument, over signedBytes: [UInt8],
        keys provider: some VerifyKeyProviding
    ) async {
        let outcome = await source.outcome(
            of: signature, over: signedBytes, keys: provider)
        self.init(
            entity: signature.entity, keyName: signature.name, requirement: nil,
            verdict: outcome.verdict(isRequired: false), summary: outcome.description,
            isInvalid: outcome == .wrong(.invalid))
    }
}

extension EventSignature.Outcome {
    /// The outcome as a verdict: only a key that is not known leaves the question open, and what nobody
    /// needs may be by a key that was no longer good.
    func verdict(isRequired: Bool) -> Verdict {
        switch self {
        case .valid: .pass
        case .wrong: .fail
        case .skipped(.keyNotValid) where isRequired: .fail
        case .skipped: .skip
        }
    }
}
