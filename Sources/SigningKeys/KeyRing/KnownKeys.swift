public import FederationCore
import Findings
public import FoundationEssentials
import MatrixJSON

/// The keys that are known without asking anybody: given by hand, or from saved key documents.
///
/// The first key under an ID stays: another key under the same ID is refused, as peers refuse it.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#retrieving-server-keys>
public struct KnownKeys: Sendable {
    private var entries: [Name: Entry] = [:]

    /// Under what a key is known.
    private struct Name: Hashable {
        let serverName: ServerName
        let keyID: KeyID
    }

    private struct Entry {
        let key: VerifyKey
        let validity: KeyValidity
        /// Until when the document that it is from says it is valid.
        let documentEnd: Int64
    }

    /// No keys at all.
    public init() {}

    /// Whether nothing is known.
    public var isEmpty: Bool { entries.isEmpty }

    /// Trusts a key as it is, for ever.
    public mutating func trust(_ trusted: TrustedKey) {
        entries[Name(serverName: trusted.serverName, keyID: trusted.key.keyID)] = Entry(
            key: trusted.key, validity: .unlimited, documentEnd: .max)
    }

    /// Adds what a saved file holds: a key document, or the answer of a notary with several.
    ///
    /// Only keys of documents that verify are taken. A notary's signature counts for nothing here.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - path: What the file is called in errors.
    ///   - now: The present.
    /// - Returns: What came of each document, in the order of the file.
    /// - Throws: ``SavedKeysError`` where there is no document to judge.
    public mutating func add(
        saved bytes: [UInt8], path: String, now: Date
    ) throws(SavedKeysError) -> [KeyAddition] {
        let root: JSONElement
        do {
            // Numbers are judged document by document.
            root = try JSONDocument(parsing: bytes, numbers: .preserving).root
        } catch {
            throw SavedKeysError(path: path, reason: .notJSON(error))
        }
        if let answers = root["server_keys"], answers.kind == .array {
            return answers.elements.map { add(Array($0.rawBytes), of: nil, now: now) }
        }
        guard root["verify_keys"] != nil else {
            throw SavedKeysError(path: path, reason: .noKeyDocument)
        }
        return [add(bytes, of: nil, now: now)]
    }

    /// Adds the keys of one document, where it verifies.
    ///
    /// - Parameters:
    ///   - document: The document as it came.
    ///   - serverName: The server that was asked; none where it was saved.
    ///   - now: The present.
    /// - Returns: What came of it.
    @discardableResult
    public mutating func add(
        _ document: [UInt8], of serverName: ServerName?, now: Date
    ) -> KeyAddition {
        let report = KeyDocumentReport(judging: document, of: serverName, now: now)
        guard let verified = report.verified?.value else {
            let reason = report.findings.first { $0.verdict == .fail }?.summary
            return KeyAddition(
                serverName: report.serverName, accepted: [],
                refusals: [reason ?? "nothing vouches for the document"], findings: report.findings)
        }
        let end = verified.validUntil
        let until = KeyLifetime.usableUntil(end, now: UTCTime(now).milliseconds)
        var accepted: [KeyID] = []
        var refusals: [String] = []
        let current = verified.verifyKeys.map {
            Entry(key: $0, validity: .current(until: until), documentEnd: end)
        }
        let old = verified.oldVerifyKeys.map {
            Entry(key: $0.key, validity: .old(expiredAt: $0.expiredAt), documentEnd: end)
        }
        for entry in current + old {
            if let refusal = insert(entry, of: verified.serverName) {
                refusals.append(refusal)
            } else {
                accepted.append(entry.key.keyID)
            }
        }
        return KeyAddition(
            serverName: report.serverName, accepted: accepted, refusals: refusals,
            findings: report.findings)
    }

    /// The key of that ID, where it is known.
    public func lookUp(_ keyID: KeyID, of serverName: ServerName) -> VerifyKeyLookup? {
        entries[Name(serverName: serverName, keyID: keyID)].map { .found($0.key, $0.validity) }
    }

    /// The IDs of all known keys of a server, in alphabetical order.
    public func keyIDs(of serverName: ServerName) -> [KeyID] {
        entries.keys.filter { $0.serverName == serverName }.map(\.keyID)
            .sorted { $0.description < $1.description }
    }

    /// All known keys.
    public var all: [(serverName: ServerName, key: VerifyKey)] {
        entries.map { ($0.key.serverName, $0.value.key) }
    }

    /// Inserts a key; the reason where it is refused.
    private mutating func insert(_ entry: Entry, of serverName: ServerName) -> String? {
        let keyID = entry.key.keyID
        let name = Name(serverName: serverName, keyID: keyID)
        guard let known = entries[name] else {
            entries[name] = entry
            return nil
        }
        guard known.key == entry.key else {
            return "\(serverName) \(keyID) is known with another key, \(known.key.base64)"
        }
        // The same key: the later document knows better until when it is good.
        if entry.documentEnd > known.documentEnd { entries[name] = entry }
        return nil
    }
}
