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
    /// The content hash as it has to be.
    public let computedContentHash: [UInt8]
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
    /// - Throws: `JSONSyntaxError` where the bytes are no JSON, and ``NotAnEvent`` where they are no object.
    public init(
        judging bytes: [UInt8], version: RoomVersion, keys provider: some VerifyKeyProviding,
        explains: Bool = false
    ) async throws {
        // Numbers that the version refuses are violations, and the rest is judged all the same.
        let document = try JSONDocument(parsing: bytes, numbers: .preserving)
        guard document.root.kind == .object else { throw NotAnEvent() }
        let source = EventDocument(document, version: version)
        self.source = source
        violations = formatViolations(of: document, version: version)
        let computed = source.contentHash
        computedContentHash = computed
        let verdict = await source.verdict(keys: provider)
        contentHash = verdict.contentHash
        signatures = SignatureRow.rows(of: verdict)
        let judged = signatures.map { (entity: $0.entity, keyName: $0.keyName) }
        for signature in source.signatures {
            let isJudged = judged.contains {
                $0.entity.utf8.elementsEqual(signature.entity.utf8)
                    && $0.keyName?.utf8.elementsEqual(signature.name.utf8) == true
            }
            if isJudged { continue }
            signatures.append(await .init(other: signature, of: source, keys: provider))
        }
        guard explains else { return }
        await explain(keys: provider)
    }

    /// The event ID, where there is one.
    public var eventID: EventID? { source.eventID }

    /// The worst of everything: a skip where the key of a required signature is not known.
    public var verdict: Verdict {
        let required = signatures.filter { $0.requirement != nil }.map(\.verdict)
        if !violations.isEmpty || !contentHash.matches || required.contains(.fail) { return .fail }
        return required.contains(.skip) ? .skip : .pass
    }

    /// The input is JSON, and no object.
    public struct NotAnEvent: Error, Hashable, CustomStringConvertible {
        /// The error.
        public init() {}

        /// The error in words.
        public var description: String { "expected a JSON object, found another value" }
    }

    private mutating func explain(keys provider: some VerifyKeyProviding) async {
        let search = EventMistakeSearch(source.document, version: source.version)
        let text = source.document.root["hashes"]?["sha256"]?.string
        if !contentHash.matches, let text {
            contentHashMistake = search.explainContentHash(text)
        }
        for index in signatures.indices where signatures[index].verdict == .fail {
            let row = signatures[index]
            guard let name = row.keyName, let keyID = try? KeyID(parsing: name),
                let server = try? ServerName(parsing: row.entity),
                case .found(let key, _) = await provider.verifyKey(keyID, of: server),
                let text = source.document.root["signatures"]?[row.entity]?[name]?.string,
                let signature = try? UnpaddedBase64.decode(text), signature.count == 64
            else { continue }
            // Names, keys and texts that are none were told as the row's own verdict.
            signatures[index].mistake = search.explainSignature(
                signature, by: key, of: row.entity)
        }
    }
}
