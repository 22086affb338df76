public import FederationCore
public import Findings
import MatrixJSON

/// What an event is worth by itself: its form, its content hash and every signature.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#checks-performed-on-receipt-of-a-pdu>
public struct EventReport: Sendable {
    /// The event, and the room version whose rules it was judged by.
    public let source: EventDocument
    /// Everything that is wrong with its form.
    public let violations: [EventViolation]
    /// What the content hash that the event gives comes to.
    public let contentHash: ContentHashVerdict
    /// Why the content hash is wrong, where that was asked for.
    public private(set) var contentHashMistake: EventMistakeReport?
    /// Every signature, those first that are required.
    public private(set) var signatures: [SignatureRow]

    /// Reads an event and judges it with the keys of `provider`.
    ///
    /// - Parameters:
    ///   - bytes: The event as it came.
    ///   - version: The room version whose rules apply.
    ///   - provider: Knows the keys.
    ///   - explains: Whether to look for the mistakes that explain what is wrong.
    ///   - otherKeys: Keys that a wrong signature may be by all the same.
    /// - Throws: `JSONSyntaxError` where the bytes are no JSON, and ``NotAnEvent`` where they are no object.
    public init(
        judging bytes: [UInt8], version: RoomVersion, keys provider: some VerifyKeyProviding,
        explains: Bool = false, otherKeys: [(serverName: ServerName, key: VerifyKey)] = []
    ) async throws {
        // Numbers that the version refuses are violations, and the rest is judged all the same.
        let document = try JSONDocument(parsing: bytes, numbers: .preserving)
        guard document.root.kind == .object else { throw NotAnEvent() }
        let source = EventDocument(document, version: version)
        self.source = source
        violations = source.formatViolations
        let verdict = await source.verdict(keys: provider)
        contentHash = verdict.contentHash
        signatures = SignatureRow.rows(of: verdict)
        for index in signatures.indices { signatures[index].mindHabit(in: document) }
        let judged = Set(
            signatures.compactMap { row in
                row.keyName.map { ExactSigner(entity: row.entity, name: $0) }
            })
        let signedBytes = source.signedBytes
        for signature in source.signatures
        where !judged.contains(ExactSigner(entity: signature.entity, name: signature.name)) {
            signatures.append(
                await .init(other: signature, of: source, over: signedBytes, keys: provider))
        }
        guard explains else { return }
        await explain(keys: provider, otherKeys: otherKeys)
    }

    /// The content hash as it has to be.
    public var computedContentHash: [UInt8] {
        if case .differs(_, let computed) = contentHash { return computed }
        return source.contentHash
    }

    /// The event ID, where there is one.
    public var eventID: EventID? { source.eventID }

    /// The worst of everything: a failure also where a signature is wrong that nobody requires, a skip where
    /// the key of a required one is not known, and a warning where the event is good as a redacted one.
    public var verdict: Verdict {
        let judgement = contentHashJudgement
        if !violations.isEmpty || judgement == .fail
            || signatures.contains(where: { $0.verdict == .fail })
        {
            return .fail
        }
        let required = signatures.filter { $0.requirement != nil }.map(\.verdict)
        if required.contains(.skip) { return .skip }
        return required.contains(.warn) ? .warn : judgement
    }

    /// The content hash: a warning where it is right and not written in unpadded base64, and where it is
    /// another's and the event has nothing left that redaction removes, because servers take such an event for
    /// redacted.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#validating-hashes-and-signatures-on-received-events>
    public var contentHashJudgement: Verdict {
        switch contentHash {
        case .matches: contentHashHabit == nil ? .pass : .warn
        case .differs where source.isRedacted: .warn
        default: .fail
        }
    }

    /// How the content hash is written, where that is not as it has to be.
    public var contentHashHabit: SentBase64.Habit? {
        source.document.root["hashes"]?["sha256"]?.string.flatMap { SentBase64($0).habit }
    }

    /// Whether the signatures are right over a content hash that is wrong, so that the content was changed
    /// after it was hashed.
    public var isChangedAfterSigning: Bool {
        guard case .differs = contentHash, contentHashJudgement == .fail,
            contentHashMistake?.finding == nil
        else { return false }
        let required = signatures.filter { $0.requirement != nil }
        return !required.isEmpty && required.allSatisfy { $0.verdict == .pass }
    }

    /// The input is JSON, and no object.
    public struct NotAnEvent: Error, Hashable, CustomStringConvertible {
        /// The error.
        public init() {}

        /// The error in words.
        public var description: String { "expected a JSON object, found another value" }
    }

    private mutating func explain(
        keys provider: some VerifyKeyProviding,
        otherKeys: [(serverName: ServerName, key: VerifyKey)]
    ) async {
        // Each search has half of what is left, so that the last still has something.
        var bytesLeft = EventMistakeSearch.defaultByteLimit
        func search() -> EventMistakeSearch {
            EventMistakeSearch(
                source.document, version: source.version, byteLimit: bytesLeft / 2)
        }
        let text = source.document.root["hashes"]?["sha256"]?.string
        if !contentHash.matches, let text {
            let mistake = search().explainContentHash(text)
            bytesLeft -= mistake.byteCount
            // That it was redacted explains the hash of an event that was.
            if mistake.finding != nil || contentHashJudgement == .fail {
                contentHashMistake = mistake
            }
        }
        let signedBytes = source.signedBytes
        let cost = EventMistakeSearch.cost(ofTrying: signedBytes.count)
        for index in signatures.indices where signatures[index].isInvalid {
            let row = signatures[index]
            guard let name = row.keyName, let keyID = try? KeyID(parsing: name),
                let server = try? ServerName(parsing: row.entity),
                case .found(let key, _) = await provider.verifyKey(keyID, of: server),
                let text = source.document.root["signatures"]?[row.entity]?[name]?.string,
                let signature = try? UnpaddedBase64.decode(text), signature.count == 64
            else { continue }
            // Names, keys and texts that are none were told as the row's own verdict.
            let others = otherKeys.prefix(bytesLeft / 2 / cost)
            bytesLeft -= others.count * cost
            if let other = others.first(where: { $0.key.isValid(signature, for: signedBytes) }) {
                signatures[index].otherSigner = .init(
                    server: other.serverName, keyID: other.key.keyID)
                continue
            }
            let mistake = search().explainSignature(signature, by: key, of: row.entity)
            bytesLeft -= mistake.byteCount
            signatures[index].mistake = mistake
        }
    }
}
