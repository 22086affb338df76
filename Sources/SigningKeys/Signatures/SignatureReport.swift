public import FederationCore
public import Findings
import MatrixJSON

/// What the signatures of an object are worth, judged one by one with the keys that are known.
///
/// Spec: <https://spec.matrix.org/v1.19/appendices/#checking-for-a-signature>
public struct SignatureReport: Sendable {
    /// One row for each signature, in the order of the object; one that fails where there is none.
    public let rows: [Row]

    /// One signature.
    public struct Row: Sendable, Hashable {
        /// Whose signature it is said to be; none where the object has no signatures.
        public let entity: String?
        /// The name that it is filed under.
        public let keyName: String?
        /// What it came to; a skip where the key is not known.
        public let verdict: Verdict
        /// Why, to follow entity and key.
        public let summary: String
    }

    /// Judges every signature of `bytes`, which are taken as they came.
    ///
    /// - Throws: `JSONSyntaxError` where the bytes are no JSON, and ``NotAnObject`` where they are no object.
    public init(judging bytes: [UInt8], with keys: some VerifyKeyProviding) async throws {
        guard let object = SignedJSON(try JSONDocument(parsing: bytes)) else { throw NotAnObject() }
        var rows: [Row] = []
        for signature in object.signatures {
            rows.append(await Self.judge(signature, of: object, with: keys))
        }
        if rows.isEmpty {
            let signatures = object.document.root["signatures"]
            let isMalformed = signatures.map { $0.kind != .object } ?? false
            rows = [
                Row(
                    entity: nil, keyName: nil, verdict: .fail,
                    summary: isMalformed
                        ? "'signatures' is no object" : "the object has no signatures")
            ]
        }
        self.rows = rows
    }

    /// The worst verdict; a skip where no key was known.
    public var verdict: Verdict { Verdict.worst(of: rows.lazy.map(\.verdict)) }

    /// The input is JSON, and no object.
    public struct NotAnObject: Error, Hashable, CustomStringConvertible {
        /// The error in words.
        public var description: String { "expected a JSON object, found another value" }
    }

    private static func judge(
        _ signature: ObjectSignature, of object: SignedJSON, with keys: some VerifyKeyProviding
    ) async -> Row {
        func row(_ verdict: Verdict, _ summary: String) -> Row {
            Row(
                entity: signature.entity, keyName: signature.name, verdict: verdict,
                summary: summary)
        }
        guard let keyID = signature.keyID else {
            return row(.skip, "is filed under no key id")
        }
        guard keyID.isEd25519 else {
            return row(.skip, "is of the algorithm '\(keyID.algorithm)', which nobody knows")
        }
        let server: ServerName
        do {
            server = try ServerName(parsing: signature.entity)
        } catch {
            return row(.skip, "is by no server: \(error)")
        }
        switch await keys.verifyKey(keyID, of: server) {
        case .unknown(let reason):
            return row(.skip, "is not checked: \(reason)")
        case .found(let key, _):
            let verdict = object.verdict(entity: signature.entity, key: key)
            return row(verdict.isValid ? .pass : .fail, verdict.description)
        }
    }
}
