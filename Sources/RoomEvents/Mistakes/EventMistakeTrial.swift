import MatrixJSON

/// One search for a mistake: every row alone, then two at a time, until one matches or the bytes are spent.
struct EventMistakeTrial {
    /// Whether the hash or signature is right over some bytes.
    typealias Test = ([UInt8], EventSpelling.Finish) -> Bool

    private let event: MistakenEvent
    private let matches: Test
    private let limit: Int
    private let rightBytes: [UInt8]
    /// More than an event may have: its members are not left out one by one.
    private let isTooLarge: Bool
    private var seen: SeenBytes
    private var candidates: [Candidate] = []
    private var tried: [EventMistakeReport.Attempt] = []
    private var pairCount = 0
    private var byteCount: Int
    private var isCutShort = false

    private struct Candidate {
        let mistake: EventMistake
        let variant: EventSpellingVariant
    }

    private struct Match {
        let candidates: [Candidate]
        let bytes: [UInt8]
    }

    /// A search in `event`, where `byteCount` bytes of `limit` are spent.
    init(of event: MistakenEvent, byteCount: Int, limit: Int, matches: @escaping Test) {
        self.event = event
        self.byteCount = byteCount
        self.limit = limit
        self.matches = matches
        rightBytes = event.rightSpelling.bytes(of: event)
        isTooLarge = event.document.bytes.count > EventLimits.eventBytes
        seen = SeenBytes(rightBytes)
    }

    /// Searches.
    mutating func report() -> EventMistakeReport {
        let match = matchOfOne() ?? matchOfTwo()
        return EventMistakeReport(
            subject: event.subject, tried: tried, pairCount: pairCount, byteCount: byteCount,
            isCutShort: isCutShort, finding: match.map(finding))
    }

    private func finding(_ match: Match) -> EventMistakeReport.Finding {
        let phrases = match.candidates.map(\.variant.phrase)
        return EventMistakeReport.Finding(
            mistakes: match.candidates.map(\.mistake),
            explanation: "\(event.subject.verb) " + phrases.joined(separator: ", and "),
            roomVersions: roomVersions(withSigned: match.bytes),
            bytes: match.bytes, difference: ByteDifference(of: match.bytes, from: rightBytes))
    }

    /// The room versions by whose rules `bytes` are what a signature of the event is over.
    private func roomVersions(withSigned bytes: [UInt8]) -> [RoomVersion] {
        guard event.subject == .signature else { return [] }
        return RoomVersion.all.filter { version in
            var spelling = event.rightSpelling
            spelling.redaction = .whole(version)
            return spelling.bytes(of: event) == bytes
        }
    }

    private mutating func matchOfOne() -> Match? {
        for mistake in EventMistake.all where mistake.subjects.contains(event.subject) {
            var isTried = false
            for variant in mistake.variants(event) where !variant.isGeneric || !isTooLarge {
                let candidate = Candidate(mistake: mistake, variant: variant)
                candidates.append(candidate)
                switch judge([candidate]) {
                case .spent: return nil
                case .known: continue
                case .differs: isTried = true
                case .matches(let bytes):
                    tried.append(.init(mistake: mistake, matches: true))
                    return Match(candidates: [candidate], bytes: bytes)
                }
            }
            if isTried { tried.append(.init(mistake: mistake, matches: false)) }
        }
        return nil
    }

    private mutating func matchOfTwo() -> Match? {
        guard !isCutShort else { return nil }
        for (index, first) in candidates.enumerated() {
            for second in candidates[(index + 1)...] where Self.combine(first, second) {
                switch judge([first, second]) {
                case .spent: return nil
                case .known: continue
                case .differs: pairCount += 1
                case .matches(let bytes):
                    pairCount += 1
                    return Match(candidates: [first, second], bytes: bytes)
                }
            }
        }
        return nil
    }

    private enum Outcome {
        /// Too many bytes were tried before.
        case spent
        /// The same bytes were tried before.
        case known
        case differs
        case matches([UInt8])
    }

    private mutating func judge(_ mistakes: [Candidate]) -> Outcome {
        byteCount += EventMistakeSearch.cost(ofTrying: event.document.bytes.count)
        guard byteCount <= limit else {
            isCutShort = true
            return .spent
        }
        var spelling = event.rightSpelling
        for mistake in mistakes { mistake.variant.change(&spelling) }
        let bytes = spelling.bytes(of: event)
        guard seen.isNew(bytes, spelling.finish) else { return .known }
        return matches(bytes, spelling.finish) ? .matches(bytes) : .differs
    }

    /// Whether two mistakes are tried together.
    private static func combine(_ first: Candidate, _ second: Candidate) -> Bool {
        first.mistake != second.mistake && !(first.variant.isGeneric && second.variant.isGeneric)
    }
}
