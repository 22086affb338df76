public import FederationCore
import FoundationEssentials
import MatrixJSON

/// A key document as a notary gave it: judged as the server's own, and for the notary's signature.
public struct NotaryDocument: Sendable {
    /// The document, judged as if the server itself had sent it.
    public let report: KeyDocumentReport
    /// What the notary's signature of it is worth.
    public let signature: Signature

    /// What the signature of a notary came to.
    public enum Signature: Sendable, Hashable {
        /// It verifies with a key that the notary publishes.
        case good(KeyID)
        /// It does not; the reason says why.
        case bad(reason: String)
        /// It is by a key that the notary does not publish.
        case unknownKey([String])
        /// There is none.
        case missing
        /// The notary's own keys could not be had.
        case unchecked(reason: String)
    }

    /// Judges a document that `notary` gave for `server`.
    init(
        _ bytes: [UInt8], of server: ServerName, from notary: ServerName,
        keys: PublishedKeys, now: Date
    ) {
        report = KeyDocumentReport(judging: bytes, of: server, now: now)
        signature = Self.signature(of: bytes, by: notary, keys)
    }

    private static func signature(
        of bytes: [UInt8], by notary: ServerName, _ keys: PublishedKeys
    ) -> Signature {
        // What is no JSON object at all is named by the report.
        guard let document = try? JSONDocument(parsing: bytes), let signed = SignedJSON(document)
        else { return .bad(reason: "the document cannot be read") }
        let entity = notary.description
        let names = signed.signatures.filter { $0.entity.utf8.elementsEqual(entity.utf8) }
            .map(\.name)
        guard !names.isEmpty else { return .missing }
        guard let document = keys.report?.verified?.value else {
            return .unchecked(reason: keys.problem ?? "the notary's own keys cannot be used")
        }
        var verdict: SignatureVerdict?
        for key in document.verifyKeys {
            let own = signed.verdict(entity: entity, key: key)
            if own.isValid { return .good(key.keyID) }
            if own.isPresent { verdict = own }
        }
        return verdict.map { .bad(reason: $0.description) } ?? .unknownKey(names)
    }

    /// The keys that the document lists, usable or not for signing now.
    var listed: [NotaryKey] {
        report.rows.compactMap { row in
            row.publicKey.map { NotaryKey(keyID: row.keyID, state: row.state, value: $0) }
        }
    }

    /// Whether the server's own signature is in it and good.
    public var hasGoodOrigin: Bool { report.verified != nil }
}
