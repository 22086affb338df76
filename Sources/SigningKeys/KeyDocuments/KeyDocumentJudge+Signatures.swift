import FederationCore
import Findings
import MatrixJSON

extension KeyDocumentJudge {
    /// How many bad signatures are searched for what the signer did wrong.
    private static let diagnosisLimit = 4

    /// Verifies what each listed key has for a signature.
    mutating func verifySignatures(of document: JSONDocument) {
        message = Self.signedBytes(of: document)
        signatureBytes = current.map { _ in nil }
        guard entity(of: document.root) != nil else { return }
        var texts: [[UInt8]: JSONElement] = [:]
        for (name, value) in ownSignatures(in: document.root) { texts[Array(name.utf8)] = value }
        for (index, key) in current.enumerated() {
            (signatureBytes[index], signatures[index]) = Self.verify(
                texts[Array(key.name.utf8)], key, message)
        }
    }

    /// K07 and K08: at least one listed key signed the document, and none signed it wrongly.
    mutating func judgeSignatures(of document: JSONDocument) {
        guard !current.isEmpty else {
            findings.add(
                .signature, .fail, "no signature can be verified: the document lists no key",
                reproduce: reproduction("jq .verify_keys"))
            return
        }
        let root = document.root
        guard let entity = entity(of: root) else {
            findings.add(
                .signature, .fail, "no signature can be verified: the document names no server")
            return
        }
        var spellings: SignedSpellings?
        var diagnoses = 0
        for (index, key) in current.enumerated() where signatures[index] == .bad {
            let signature = signatureBytes[index]
            guard let signature, let verifyKey = key.key, diagnoses < Self.diagnosisLimit else {
                addBadSignature(of: key, signature == nil ? "is no signature of 64 bytes" : nil)
                continue
            }
            diagnoses += 1
            if let other = otherSigner(of: signature, message, besides: index) {
                addBadSignature(
                    of: key, "was made with the key \(Self.shown(other.name))",
                    fix: "file each signature under the ID of the key that made it")
                continue
            }
            let tried = spellings ?? SignedSpellings(of: document, entity: entity)
            spellings = tried
            let mistake = tried.mistake(in: signature, by: verifyKey)
            addBadSignature(
                of: key, mistake.map { "verifies \($0.explanation)" }, fix: mistake?.fix,
                reproduce: reproduction(verifying: key), hasMessage: message != nil)
        }
        judgeCoverage(hasMessage: message != nil)
    }

    /// What the listed keys come to together: with no good signature, nothing vouches for anything.
    private mutating func judgeCoverage(hasMessage: Bool) {
        let missing = zip(current, signatures).filter { $0.1 == .missing }.map(\.0)
        let hasGood = signatures.contains(.good)
        if !hasGood, !findings.has(.signature) {
            let summary =
                missing.isEmpty
                ? "no signature can be verified: no listed key is a key"
                : "no listed key signed the document"
            findings.add(
                .signature, .fail, summary, expected: "a signature by one of the listed keys",
                got: "none")
        } else if hasGood {
            for key in missing {
                findings.add(
                    .signature, .warn,
                    "\(Self.shown(key.name)) is listed and did not sign the document")
            }
        }
        if !findings.has(.signature) {
            findings.add(.signature, .pass, "every listed key signed the document")
        }
    }

    /// The bytes that a signature is over; none where the document has no canonical form.
    static func signedBytes(of document: JSONDocument) -> [UInt8]? {
        let bytes = document.root.canonicalBytes(omitting: ["signatures", "unsigned"])
        guard document.numbers == .preserving else { return bytes }
        // A number that canonical JSON cannot hold may have stood in what is not signed.
        return try? canonicalize(bytes)
    }

    private static func verify(
        _ value: JSONElement?, _ key: ListedKey, _ message: [UInt8]?
    ) -> (signature: [UInt8]?, KeyDocumentRow.Signature) {
        guard let value else { return (nil, key.key == nil ? .notApplicable : .missing) }
        guard let signature = value.string.flatMap({ SentBase64($0).bytes }),
            signature.count == 64
        else { return (nil, .bad) }
        guard let verifyKey = key.key else { return (signature, .notApplicable) }
        guard let message, verifyKey.isValid(signature, for: message) else {
            return (signature, .bad)
        }
        return (signature, .good)
    }

    /// Another listed key that made the signature.
    private func otherSigner(
        of signature: [UInt8], _ message: [UInt8]?, besides index: Int
    ) -> ListedKey? {
        guard let message else { return nil }
        return current.indices.first { other in
            other != index && current[other].key?.isValid(signature, for: message) == true
        }.map { current[$0] }
    }

    private mutating func addBadSignature(
        of key: ListedKey, _ explanation: String?, fix: String? = nil, reproduce: String? = nil,
        hasMessage: Bool = true
    ) {
        let name = Self.shown(key.name)
        let outcome =
            hasMessage
            ? "does not verify; peers that check it first refuse the document"
            : "cannot be verified: the document has no canonical form"
        findings.add(
            .signature, .fail, "the signature of \(name) \(outcome)",
            expected: "a signature of the canonical JSON without signatures and unsigned",
            got: explanation.map { "a signature that \($0)" }, fix: fix, reproduce: reproduce,
            evidence: explanation.map { [Evidence("explanation", .text($0))] } ?? [])
    }

    /// A command that verifies a signature with the library that Synapse uses.
    ///
    /// Only names that were read as names go into it: the reader will paste it into a shell.
    private func reproduction(verifying key: ListedKey) -> String? {
        guard let keyID = key.keyID, let serverName else { return nil }
        let name = "\"\(serverName)\""
        let published = "d[\"verify_keys\"][\"\(keyID)\"][\"key\"]"
        let script =
            "import sys, json, signedjson.key as k, signedjson.sign as s, unpaddedbase64 as b; "
            + "d = json.load(sys.stdin); s.verify_signed_json(d, \(name), "
            + "k.decode_verify_key_bytes(\"\(keyID)\", b.decode_base64(\(published))))"
        return reproduction("python3 -c '\(script)'")
    }

    /// K09: signatures by keys that are not listed, and by others than the server.
    mutating func judgeUnknownSignatures(of root: JSONElement) {
        guard let signatures = root["signatures"], signatures.kind == .object else {
            findings.add(.unknownSignature, .skip, "the document has no signatures")
            return
        }
        guard let entity = entity(of: root) else {
            findings.add(.unknownSignature, .skip, "the document names no server")
            return
        }
        let listed = Set(current.map { Array($0.name.utf8) })
        let oldKeys = Set(old.map { Array($0.key.name.utf8) })
        for (name, _) in ownSignatures(in: root) where !listed.contains(Array(name.utf8)) {
            let what = oldKeys.contains(Array(name.utf8)) ? "an old key" : "not listed"
            findings.add(
                .unknownSignature, .warn,
                "the document is signed by \(Self.shown(name)), which is \(what)")
        }
        for (name, _) in signatures.members where !name.utf8.elementsEqual(entity.utf8) {
            findings.add(
                .unknownSignature, .warn,
                "the document is signed by \(Self.shown(name)) too, as a notary does")
        }
        if !findings.has(.unknownSignature) {
            findings.add(.unknownSignature, .pass, "no signature by anyone else")
        }
    }
}
