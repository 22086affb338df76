public import FederationCore
public import MatrixJSON

/// Finds the usual mistake that explains a content hash or a signature which does not verify, by
/// making the bytes that each mistake leads to, alone and then two at a time.
///
/// The work is bounded: each row has a few variants, and combinations end at a number of bytes.
public struct EventMistakeSearch: Sendable {
    private let document: JSONDocument
    private let version: RoomVersion

    /// How many bytes all combinations of two may come to.
    private static let pairByteLimit = 64 << 20

    /// An event so large is none, and its members are not left out one by one.
    private static let largeByteCount = 1 << 20

    /// Searches in `document`, an object that is an event of `version`.
    public init(_ document: JSONDocument, version: RoomVersion) {
        self.document = document
        self.version = version
    }

    /// What explains the text of `hashes.sha256`.
    public func explainContentHash(_ text: String) -> EventMistakeReport {
        // A text that is no base64 can still be the right hash in another notation.
        let given = try? UnpaddedBase64.decode(text)
        return search(MistakenEvent(.contentHash, of: document, version: version)) {
            bytes, finish in
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
        let event = MistakenEvent(
            .signature, of: document, version: version, entity: entity)
        return search(event) { bytes, _ in key.isValid(signature, for: bytes) }
    }

    private typealias Test = ([UInt8], EventSpelling.Finish) -> Bool

    private struct Candidate {
        let mistake: EventMistake
        let variant: EventSpellingVariant
    }

    private func search(_ event: MistakenEvent, matches: Test) -> EventMistakeReport {
        let right = event.rightSpelling
        let rightBytes = right.bytes(of: event)
        let isLarge = document.bytes.count > Self.largeByteCount
        var seen = SeenBytes(rightBytes)
        var attempts: [EventMistakeReport.Attempt] = []
        var candidates: [Candidate] = []
        func report(
            _ found: [Candidate] = [], bytes: [UInt8] = [], pairs: Int = 0, isCutShort: Bool = false
        ) -> EventMistakeReport {
            EventMistakeReport(
                subject: event.subject, tried: attempts, pairCount: pairs, isCutShort: isCutShort,
                finding: found.isEmpty
                    ? nil
                    : .init(
                        mistakes: found.map(\.mistake),
                        explanation: "\(event.subject.verb) "
                            + found.map(\.variant.phrase).joined(separator: ", and "),
                        roomVersions: roomVersions(withSigned: bytes, in: event),
                        bytes: bytes, difference: ByteDifference(of: bytes, from: rightBytes)))
        }
        for mistake in EventMistake.all where mistake.subjects.contains(event.subject) {
            var isTried = false
            for variant in mistake.variants(event) where !variant.isGeneric || !isLarge {
                let candidate = Candidate(mistake: mistake, variant: variant)
                candidates.append(candidate)
                var spelling = right
                variant.change(&spelling)
                let bytes = spelling.bytes(of: event)
                guard seen.isNew(bytes, spelling.finish) else { continue }
                isTried = true
                if matches(bytes, spelling.finish) {
                    attempts.append(.init(mistake: mistake, matches: true))
                    return report([candidate], bytes: bytes)
                }
            }
            if isTried { attempts.append(.init(mistake: mistake, matches: false)) }
        }
        var (count, byteCount) = (0, 0)
        for (index, first) in candidates.enumerated() {
            for second in candidates[(index + 1)...] where Self.combine(first, second) {
                var spelling = right
                first.variant.change(&spelling)
                second.variant.change(&spelling)
                let bytes = spelling.bytes(of: event)
                byteCount += max(bytes.count, document.bytes.count)
                guard byteCount <= Self.pairByteLimit else {
                    return report(pairs: count, isCutShort: true)
                }
                guard seen.isNew(bytes, spelling.finish) else { continue }
                count += 1
                if matches(bytes, spelling.finish) {
                    return report([first, second], bytes: bytes, pairs: count)
                }
            }
        }
        return report(pairs: count)
    }

    /// The room versions by whose rules `bytes` are what a signature of the event is over.
    private func roomVersions(withSigned bytes: [UInt8], in event: MistakenEvent) -> [RoomVersion] {
        guard event.subject == .signature else { return [] }
        return RoomVersion.all.filter { version in
            var spelling = event.rightSpelling
            spelling.redaction = .whole(version)
            return spelling.bytes(of: event) == bytes
        }
    }

    /// Whether two mistakes are tried together.
    private static func combine(_ first: Candidate, _ second: Candidate) -> Bool {
        first.mistake != second.mistake && !(first.variant.isGeneric && second.variant.isGeneric)
    }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
