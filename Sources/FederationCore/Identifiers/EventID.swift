/// The identifier of an event, in any of its three forms.
///
/// Event IDs are compared byte by byte.
///
/// Spec: <https://spec.matrix.org/v1.19/appendices/#event-ids>
public struct EventID: Sendable, Hashable, CustomStringConvertible {
    private let text: ExactText

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
        self.text = ExactText(text)
        // Nearly every event ID is a hash, which takes no part of the text for itself.
        if !Self.alphabets(ofHash: text).isEmpty { return }
        let parts = try IdentifierParts(parsing: text, as: .event)
        guard parts.serverName != nil else {
            throw IdentifierError(kind: .event, reason: .noHash, text: text)
        }
    }

    /// The event ID of a reference hash of 32 bytes.
    public init(referenceHash: [UInt8], alphabet: Base64Alphabet = .urlSafe) {
        precondition(referenceHash.count == 32, "a reference hash is a SHA-256")
        text = ExactText(
            UnpaddedBase64.encode(
                referenceHash, alphabet: alphabet, behind: UInt8(ascii: "$")))
    }

    /// The event ID with the hash of a room ID, which was checked when that was read.
    init(hash: ExactText) {
        text = ExactText("$" + hash.string)
    }

    /// The server that chose the ID, in the form of room versions 1 and 2.
    public var serverName: ServerName? {
        // What stands behind the first colon was read as a server name before.
        guard let colon = text.string.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        return try? ServerName(parsing: String(text.string.utf8[colon...].dropFirst()) ?? "")
    }

    /// The forms that the text has: one, or both forms of hash where neither `+/` nor `-_` occurs.
    public var forms: Set<Form> {
        Set(Form.allCases.filter { has($0) })
    }

    /// Whether the text has that form.
    public func has(_ form: Form) -> Bool {
        switch form {
        case .serverChosen: text.string.utf8.contains(UInt8(ascii: ":"))
        case .referenceHash: Self.alphabets(ofHash: text.string).contains(.standard)
        case .urlSafeReferenceHash: Self.alphabets(ofHash: text.string).contains(.urlSafe)
        }
    }

    /// The event ID as it was written.
    public var description: String { text.string }

    /// The alphabets in which the text is `$` and 43 characters of base64.
    private static func alphabets(ofHash text: String) -> Base64AlphabetSet {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count == 44, bytes[0] == UInt8(ascii: "$") else { return [] }
            return Base64AlphabetSet(of: bytes.dropFirst())
        }
    }
}
