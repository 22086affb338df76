import FederationCore
import Findings
import MatrixJSON

extension KeyDocumentJudge {
    /// K06: keys and signatures are in unpadded base64 of the standard alphabet.
    mutating func judgeBase64(of root: JSONElement) {
        var looked = 0
        for key in current + old.map(\.key) {
            // What cannot be decoded at all is named by the checks of keys.
            guard let text = key.text, key.bytes != nil else { continue }
            looked += 1
            judgeBase64(text, "the key \(Self.shown(key.name))", isSecret: key.isSecret)
        }
        for (name, value) in ownSignatures(in: root) {
            guard let text = value.string, (try? UnpaddedBase64.decode(text)) != nil else {
                continue
            }
            looked += 1
            judgeBase64(text, "the signature of \(Self.shown(name))", isSecret: false)
        }
        if findings.has(.base64) { return }
        if looked == 0 {
            findings.add(.base64, .skip, "the document has no base64 that can be decoded")
        } else {
            findings.add(.base64, .pass, "unpadded, in the standard alphabet")
        }
    }

    private mutating func judgeBase64(_ text: String, _ name: String, isSecret: Bool) {
        guard let habit = Base64Habit(of: text) else { return }
        let expected = (try? UnpaddedBase64.decode(text)).map { UnpaddedBase64.encode($0) }
        findings.add(
            .base64, .warn, "\(name) is \(habit)", expected: isSecret ? nil : expected,
            got: isSecret ? nil : Self.shown(text))
    }

    /// The signatures by the server itself, by the names of their keys.
    func ownSignatures(in root: JSONElement) -> [(name: String, value: JSONElement)] {
        guard let entity = entity(of: root) else { return [] }
        let members = root["signatures"]?[entity]?.members ?? []
        return Array(members.prefix(2 * KeyDocumentReport.keyLimit))
    }

    /// The texts of the server's own signatures, by the bytes of the names of their keys.
    func ownSignatureTexts(in root: JSONElement) -> [[UInt8]: String] {
        var texts: [[UInt8]: String] = [:]
        for (name, value) in ownSignatures(in: root) { texts[Array(name.utf8)] = value.string }
        return texts
    }

    /// The name that the server's own signatures are filed under.
    func entity(of root: JSONElement) -> String? {
        root["server_name"]?.string ?? expected?.description
    }
}
