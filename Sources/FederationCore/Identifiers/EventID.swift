/// The identifier of an event, in any of its three forms.
///
/// Event IDs are compared byte by byte.
///
/// Spec: <https://spec.matrix.org/v1.19/appendices/#event-ids>
public struct EventID: Sendable, Hashable, CustomStringConvertible {
    private let text: ExactText
    /// The server that chose the ID, in the form of room versions 1 and 2.
    public let serverName: ServerName?
    /// The forms that the text has: one, or both forms of hash where neither `+/` nor `-_` occurs.
    public let forms: Set<Form>

    /// The forms of an event ID.
    public enum Form: Sendable, Hashable, CaseIterable {
        /// `$local:server`, room versions 1 and 2.
        case serverChosen
        /// `$` and the reference hash in the standard alphabet, room version 3.
        case referenceHash
        /// `$` and the reference hash in the URL-safe alphabet, since room version 4.
        case urlSafeReferenceHash
    }

    /// Reads an event ID.
    ///
    /// - Throws: ``IdentifierError`` with what is wrong.
    public init(parsing text: String) throws(IdentifierError) {
        let parts = try IdentifierParts(parsing: text, as: .event)
        self.text = parts.text
        serverName = parts.serverName
        guard parts.serverName == nil else {
            forms = [.serverChosen]
            return
        }
        var forms: Set<Form> = []
        if parts.isHash(in: .standard) { forms.insert(.referenceHash) }
        if parts.isHash(in: .urlSafe) { forms.insert(.urlSafeReferenceHash) }
        guard !forms.isEmpty else {
            throw IdentifierError(kind: .event, reason: .noHash, text: text)
        }
        self.forms = forms
    }

    /// The event ID of a reference hash of 32 bytes.
    public init(referenceHash: [UInt8], alphabet: Base64Alphabet = .urlSafe) {
        precondition(referenceHash.count == 32, "a reference hash is a SHA-256")
        let hash = UnpaddedBase64.encode(referenceHash, alphabet: alphabet)
        text = ExactText("$" + hash)
        serverName = nil
        var forms: Set<Form> = []
        if hash.utf8.allSatisfy({ Base64Alphabet.standard.contains($0) }) {
            forms.insert(.referenceHash)
        }
        if hash.utf8.allSatisfy({ Base64Alphabet.urlSafe.contains($0) }) {
            forms.insert(.urlSafeReferenceHash)
        }
        self.forms = forms
    }

    /// The event ID with the hash of a room ID, which was checked when that was read.
    init(hash: ExactText) {
        text = ExactText("$" + hash.string)
        serverName = nil
        let isAlsoStandard = hash.string.utf8.allSatisfy { Base64Alphabet.standard.contains($0) }
        forms =
            isAlsoStandard ? [.referenceHash, .urlSafeReferenceHash] : [.urlSafeReferenceHash]
    }

    /// The event ID as it was written.
    public var description: String { text.string }
}
