public import FederationCore
public import MatrixJSON

/// What a signer did wrong, where its signature verifies over other bytes than it should.
///
/// A mistake is only ever named after the signature was verified over exactly the bytes that the
/// mistake leads to.
///
/// Spec: <https://spec.matrix.org/v1.19/appendices/#signing-json>
public enum SigningMistake: Sendable, Hashable, CaseIterable {
    /// `unsigned` was not removed before signing.
    case unsignedKept
    /// `signatures` was not removed before signing.
    case signaturesKept
    /// Neither was removed.
    case bothKept
    /// The keys had padding, or had none, when the document was signed.
    case otherPadding
    /// The members were not sorted.
    case unsorted
    /// White space stood between the tokens.
    case spaced
    /// White space stood between the tokens, and the members were not sorted.
    case spacedAndUnsorted
    /// The bytes of the document as it was sent, without the two members.
    case asSent
    /// Slashes were escaped as `\/`.
    case escapedSlashes
    /// A number was signed as it was written, where canonical JSON has no such number.
    case numbersKept
    /// The SHA-256 of the right bytes was signed in their place.
    case hashed

    /// The mistake that explains a signature which does not verify, where one does.
    ///
    /// - Parameters:
    ///   - signature: The 64 bytes of the signature.
    ///   - key: The key that should have made it.
    ///   - document: The object that it should be over, as it came.
    ///   - entity: Whose signature it is.
    /// - Returns: The first mistake under which the signature verifies.
    public static func recognize(
        _ signature: [UInt8], by key: VerifyKey, of document: JSONDocument, entity: String
    ) -> SigningMistake? {
        SignedSpellings(of: document, entity: entity).mistake(in: signature, by: key)
    }

    /// What the signature is, as it follows "the signature verifies ".
    public var explanation: String {
        switch self {
        case .unsignedKept: "if \"unsigned\" is not removed before signing"
        case .signaturesKept: "if \"signatures\" is not removed before signing"
        case .bothKept: "if \"signatures\" and \"unsigned\" are not removed before signing"
        case .otherPadding: "over the document with another padding of its base64"
        case .unsorted: "over the members in the order in which they were sent"
        case .spaced: "over JSON with white space between the tokens"
        case .spacedAndUnsorted:
            "over JSON with white space, and with the members in the order in which they were sent"
        case .asSent: "over the bytes as they were sent, which are not canonical JSON"
        case .escapedSlashes: "over JSON that writes '/' as '\\/'"
        case .numbersKept: "over a number that canonical JSON cannot hold"
        case .hashed: "over the SHA-256 of the bytes, not over the bytes"
        }
    }

    /// What the signer has to change.
    public var fix: String {
        switch self {
        case .unsignedKept, .signaturesKept, .bothKept:
            "remove signatures and unsigned, then make the canonical JSON, then sign, then put both "
                + "back"
        case .otherPadding:
            "sign the document with exactly the unpadded base64 that it is sent with"
        case .unsorted, .spaced, .spacedAndUnsorted, .asSent:
            "make canonical JSON before signing: members sorted by code point, no white space"
        case .escapedSlashes: "write '/' in canonical JSON as it is"
        case .numbersKept: "write numbers as plain integers within ±9007199254740991"
        case .hashed: "sign the canonical JSON itself: Ed25519 does its own hashing"
        }
    }
}
