import FederationCore
import Findings
import MatrixJSON

extension KeyDocumentJudge {
    /// K06: keys and signatures are in unpadded base64 of the standard alphabet.
    mutating func judgeBase64(of root: JSONElement) {
        var isDecoded = false
        for key in current + old.map(\.key) {
            guard let text = key.text.map(SentBase64.init), text.bytes != nil else { continue }
            isDecoded = true
            judge(text, "the key \(Self.shown(key.name))", isSecret: key.isSecret)
        }
        for (name, value) in ownSignatures(in: root) {
            guard let text = value.string.map(SentBase64.init), text.bytes != nil else { continue }
            isDecoded = true
            judge(text, "the signature of \(Self.shown(name))", isSecret: false)
        }
        if findings.has(.base64) { return }
        if isDecoded {
            findings.add(.base64, .pass, "unpadded, in the standard alphabet")
        } else {
            findings.add(.base64, .skip, "the document has no base64 that can be decoded")
        }
    }

    private mutating func judge(_ sent: SentBase64, _ name: String, isSecret: Bool) {
        guard let habit = sent.habit else { return }
        findings.add(
            .base64, .warn, "\(name) is \(habit.rawValue)",
            expected: isSecret ? nil : sent.expected, got: isSecret ? nil : Self.shown(sent.text))
    }

    /// The signatures by the server itself, by the names of their keys.
    func ownSignatures(in root: JSONElement) -> [(name: String, value: JSONElement)] {
        guard let entity = entity(of: root) else { return [] }
        return root["signatures"]?[entity]?.members ?? []
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
