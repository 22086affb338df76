import FederationCore
import Findings
import MatrixJSON

extension KeyDocumentJudge {
    /// The entries of `verify_keys`, as far as they can be read.
    mutating func readCurrentKeys(of root: JSONElement) {
        let members = root["verify_keys"]?.members ?? []
        current = members.prefix(KeyDocumentReport.keyLimit).map {
            Self.listedKey($0.name, $0.value)
        }
        signatures = current.map { _ in .notApplicable }
    }

    /// The entries of `old_verify_keys`, as far as they can be read.
    mutating func readOldKeys(of root: JSONElement) {
        let members = root["old_verify_keys"]?.members ?? []
        old = members.prefix(KeyDocumentReport.keyLimit).map { name, value in
            (Self.listedKey(name, value), value["expired_ts"]?.integer)
        }
    }

    private static func listedKey(_ name: String, _ value: JSONElement) -> ListedKey {
        var keyID: KeyID?
        // An entry that is no key ID of Ed25519 is named by the check of key IDs.
        if let read = try? KeyID(parsing: name), read.isEd25519 { keyID = read }
        let text = value["key"]?.string
        let bytes = text.flatMap { SentBase64($0).bytes }
        // Bytes that are no key are named by the check of key bytes.
        let key = bytes.flatMap { try? VerifyKey(keyID: keyID ?? .provisional, bytes: $0) }
        return ListedKey(name: name, keyID: keyID, text: text, bytes: bytes, key: key)
    }

    /// K04 and K05: the names and the bytes of `verify_keys`.
    mutating func judgeCurrentKeys(of root: JSONElement) {
        guard let verifyKeys = root["verify_keys"], verifyKeys.kind == .object else {
            findings.add(.keyIDs, .fail, "the document lists no key to verify with")
            findings.add(.keyBytes, .skip, "the document lists no key")
            return
        }
        let members = verifyKeys.members
        guard !members.isEmpty else {
            findings.add(
                .keyIDs, .fail,
                "verify_keys is empty: nothing that the server signs can be verified",
                expected: "at least one key", got: "{}")
            findings.add(.keyBytes, .skip, "the document lists no key")
            return
        }
        for (member, key) in zip(members, current) {
            if let problem = Self.problem(withKeyID: member.name) {
                findings.add(
                    .keyIDs, .fail, problem, expected: "ed25519: and letters, digits or '_'",
                    got: Self.shown(member.name))
            }
            if let problem = Self.problem(withKeyOf: member.value, key) {
                findings.add(
                    .keyBytes, .fail, "\(Self.shown(member.name)): \(problem)",
                    expected: "32 bytes that encode a point of the curve Ed25519",
                    got: key.isSecret ? nil : key.text.map(Self.shown) ?? Self.shown(member.value))
            }
        }
        if members.count > current.count {
            findings.add(
                .keyIDs, .warn,
                "verify_keys lists \(members.count) keys, and only \(current.count) are judged",
                fix: "list the keys that the server signs with, and no others")
        }
        if !findings.has(.keyIDs) {
            findings.add(
                .keyIDs, .pass, current.map { Self.shown($0.name) }.joined(separator: ", "))
        }
        if !findings.has(.keyBytes) {
            findings.add(.keyBytes, .pass, "every listed key is a point of the curve Ed25519")
        }
    }

    /// K14: the entries of `old_verify_keys`.
    mutating func judgeOldKeys(of root: JSONElement) {
        guard let oldVerifyKeys = root["old_verify_keys"] else {
            findings.add(.oldKeys, .skip, "the document has no old_verify_keys")
            return
        }
        guard oldVerifyKeys.kind == .object else {
            findings.add(
                .oldKeys, .fail, "old_verify_keys is no object", expected: "an object",
                got: Self.shown(oldVerifyKeys))
            return
        }
        let members = oldVerifyKeys.members
        for (member, entry) in zip(members, old) {
            let name = Self.shown(member.name)
            if let problem = Self.problem(withKeyID: member.name) {
                findings.add(.oldKeys, .fail, problem, got: name)
            }
            if let problem = Self.problem(withKeyOf: member.value, entry.key) {
                findings.add(.oldKeys, .fail, "\(name): \(problem)")
            }
            judgeExpiry(of: name, member.value["expired_ts"])
        }
        if members.count > old.count {
            findings.add(
                .oldKeys, .warn,
                "old_verify_keys lists \(members.count) keys, and only \(old.count) are judged",
                fix: "list the keys that events of the server are signed with, and no others")
        }
        if !findings.has(.oldKeys) {
            findings.add(
                .oldKeys, .pass, members.count == 1 ? "1 old key" : "\(members.count) old keys")
        }
    }

    private mutating func judgeExpiry(of name: String, _ value: JSONElement?) {
        let expected = "milliseconds since 1970, before now"
        guard let value else {
            findings.add(.oldKeys, .fail, "\(name) has no expired_ts", expected: expected)
            return
        }
        guard let time = value.integer else {
            findings.add(
                .oldKeys, .fail, "the expired_ts of \(name) is no integer", expected: expected,
                got: Self.shown(value))
            return
        }
        if let unit = TimeUnit.guess(time, now: now), unit == .seconds {
            findings.add(
                .oldKeys, .fail, "the expired_ts of \(name) is in seconds, not in milliseconds",
                expected: "\(time * 1000)", got: "\(time)",
                fix:
                    "multiply expired_ts by 1000: peers read it as \(UTCTime(milliseconds: time).dayText)"
            )
        } else if time > now {
            findings.add(
                .oldKeys, .fail, "the expired_ts of \(name) is in the future", expected: expected,
                got: UTCTime(milliseconds: time).secondText,
                fix: "list a key that is still in use in verify_keys, not in old_verify_keys")
        } else if time <= 0 {
            findings.add(
                .oldKeys, .warn, "the expired_ts of \(name) is before all of Matrix",
                expected: expected, got: "\(time)",
                fix: "set expired_ts to the time of the last event that the key signed; with "
                    + "\(time), peers refuse every event signed by it")
        }
    }

    private static func problem(withKeyID name: String) -> String? {
        do {
            let keyID = try KeyID(parsing: name)
            guard keyID.isEd25519 else {
                return "\(shown(name)) is of an algorithm that peers do not know"
            }
            return nil
        } catch {
            return shown(error.description)
        }
    }

    private static func problem(withKeyOf value: JSONElement, _ key: ListedKey) -> String? {
        guard value.kind == .object else { return "the entry is no object" }
        guard let member = value["key"] else { return "the entry has no member \"key\"" }
        guard let text = member.string else { return "\"key\" is no string" }
        do {
            _ = try VerifyKey(keyID: key.keyID ?? .provisional, base64: text)
            return nil
        } catch {
            return error.description
        }
    }
}
