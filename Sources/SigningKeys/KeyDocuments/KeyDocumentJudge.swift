import FederationCore
import Findings
import MatrixJSON

/// Judges a key document, check by check, in the order of the table; total over arbitrary bytes.
struct KeyDocumentJudge {
    let bytes: [UInt8]
    let expected: ServerName?
    /// The present: milliseconds since the Unix epoch.
    let now: Int64
    /// A shell command that prints the document.
    let command: String?
    /// The secrets that the caller has.
    var ownSeeds: [SigningSeed] = []

    var findings = KeyDocumentFindings()
    var serverName: ServerName?
    var validUntil: Int64?
    var rows: [KeyDocumentRow] = []
    var verified: Verified<KeyDocument>?

    /// The entries of `verify_keys`.
    var current: [ListedKey] = []
    /// The entries of `old_verify_keys`, with their `expired_ts`.
    var old: [(key: ListedKey, expiredAt: Int64?)] = []
    /// What each entry of `verify_keys` has for a signature.
    var signatures: [KeyDocumentRow.Signature] = []
    /// The bytes of each of those signatures, where they are 64.
    var signatureBytes: [[UInt8]?] = []
    /// What is signed; none where the document has no canonical form.
    var message: [UInt8]?

    init(bytes: [UInt8], expected: ServerName?, now: Int64, command: String?) {
        self.bytes = bytes
        self.expected = expected
        self.now = now
        self.command = command
    }

    var usableUntil: Int64? { validUntil.map { KeyLifetime.usableUntil($0, now: now) } }

    mutating func judge() {
        guard let document = readDocument() else {
            for check in KeyDocumentCheck.all where !findings.has(check) {
                findings.add(check, .skip, "the document cannot be read")
            }
            return
        }
        let root = document.root
        judgeFields(of: root)
        judgeServerName(in: root)
        readCurrentKeys(of: root)
        readOldKeys(of: root)
        verifySignatures(of: document)
        markSecrets()
        judgeCurrentKeys(of: root)
        judgeOldKeys(of: root)
        judgeBase64(of: root)
        judgeSignatures(of: document)
        judgeUnknownSignatures(of: root)
        judgeValidity(of: root)
        judgeReuse()
        judgeSecrets()
        makeRows()
        makeVerified(of: document)
    }

    private static let lineLimit = 120

    /// A text of the document for a finding: as it came, and not longer than a line.
    static func shown(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > lineLimit else { return text }
        return String(String.UnicodeScalarView(scalars.prefix(lineLimit))) + "…"
    }

    /// A value of the document for a finding: its own bytes, and not longer than a line.
    static func shown(_ value: JSONElement) -> String {
        shown(String(decoding: value.rawBytes.prefix(400), as: UTF8.self))
    }

    private mutating func makeRows() {
        for (key, signature) in zip(current, signatures) {
            rows.append(row(of: key, .current, until: usableUntil, signature: signature))
        }
        for (key, expiredAt) in old {
            rows.append(row(of: key, .expired, until: expiredAt, signature: .notApplicable))
        }
    }

    private func row(
        of key: ListedKey, _ state: KeyDocumentRow.State, until: Int64?,
        signature: KeyDocumentRow.Signature
    ) -> KeyDocumentRow {
        KeyDocumentRow(
            keyID: key.name, state: state, until: until, signature: signature,
            publicKey: key.isSecret ? nil : key.text)
    }

    /// What the document says, where the name is right, and a listed key signed it and none signed
    /// it wrongly.
    private mutating func makeVerified(of document: JSONDocument) {
        let signers = zip(current, signatures).filter { $0.1 == .good }.compactMap(\.0.usable)
        guard let serverName, let validUntil, let signed = SignedJSON(document),
            !findings.hasFailed(.serverName), !findings.hasFailed(.signature),
            // The reason why there is nothing to rely on is among the findings.
            let vouched = try? signed.verified(entity: serverName.description, keys: signers)
        else { return }
        let oldKeys = old.compactMap { key, expiredAt -> OldVerifyKey? in
            guard let key = key.usable, let expiredAt else { return nil }
            return OldVerifyKey(key: key, expiredAt: expiredAt)
        }
        let content = KeyDocument(
            serverName: serverName, verifyKeys: current.compactMap(\.usable),
            oldVerifyKeys: oldKeys, validUntil: validUntil)
        verified = vouched.map { _ in content }
    }
}
