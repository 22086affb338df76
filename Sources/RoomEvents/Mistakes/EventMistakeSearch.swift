public import FederationCore
public import MatrixJSON

/// Finds the usual mistake that explains a content hash or a signature which does not verify, by
/// making the bytes that each mistake leads to, alone and then two at a time.
///
/// The work is bounded: the search ends at a number of bytes, which an event of the usual size does not reach.
public struct EventMistakeSearch: Sendable {
    private let document: JSONDocument
    private let version: RoomVersion
    private let byteLimit: Int

    /// How many bytes all searches in one event may come to.
    public static let defaultByteLimit = 64 << 20

    /// What it costs to try that many bytes, in bytes: a signature takes its time whatever it is over.
    static func cost(ofTrying byteCount: Int) -> Int { byteCount + 4_096 }

    /// Searches in `document`, an object that is an event of `version`, until the bytes that were tried come to
    /// `byteLimit`.
    public init(
        _ document: JSONDocument, version: RoomVersion, byteLimit: Int = defaultByteLimit
    ) {
        self.document = document
        self.version = version
        self.byteLimit = byteLimit
    }

    /// What explains the text of `hashes.sha256`.
    public func explainContentHash(_ text: String) -> EventMistakeReport {
        // A text that is no base64 can still be the right hash in another notation.
        let given = try? UnpaddedBase64.decode(text)
        return search(for: .contentHash, entity: nil) { bytes, finish in
            let hash = sha256(bytes)
            guard case .hexadecimal = finish else { return given == hash }
            let digits = Array(Self.hexadecimal(hash).utf8)
            return given == digits || Array(text.lowercased().utf8) == digits
        }
    }

    /// What explains a signature of 64 bytes by `key`, filed under `entity`.
    public func explainSignature(
        _ signature: [UInt8], by key: VerifyKey, of entity: String
    ) -> EventMistakeReport {
        search(for: .signature, entity: entity) { bytes, _ in
            key.isValid(signature, for: bytes)
        }
    }

    private func search(
        for subject: EventMistakeSubject, entity: String?,
        matches: @escaping EventMistakeTrial.Test
    ) -> EventMistakeReport {
        // To read the members and to make the right bytes is work too.
        let byteCount = 2 * document.bytes.count
        guard byteCount <= byteLimit else {
            return EventMistakeReport(
                subject: subject, tried: [], pairCount: 0, byteCount: 0, isCutShort: true,
                finding: nil)
        }
        let event = MistakenEvent(subject, of: document, version: version, entity: entity)
        var trial = EventMistakeTrial(
            of: event, byteCount: byteCount, limit: byteLimit, matches: matches)
        return trial.report()
    }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
