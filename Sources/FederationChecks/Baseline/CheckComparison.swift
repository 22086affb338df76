public import Findings
import MatrixJSON

/// What changed about a server since an earlier run.
public struct CheckComparison: Sendable, Hashable {
    /// When the earlier run began, as its report says.
    public let since: String
    /// What changed: findings of this run in their order, but those that were not tested any more after
    /// the others, then those that are gone.
    public let changes: [CheckChange]

    /// The evidence that is no measurement: where it differs, something about the server does.
    static let lasting: Set = [
        "m_server", "addresses", "cname", "targets", "server", "software", "keys", "old_keys",
        "sha256", "names", "not_after", "issuer",
    ]

    /// Compares `findings` with those of `report`.
    ///
    /// What is new or gone is told of its destination by its first finding and by what is wrong, and what
    /// was not tested is not told at all.
    public init(of findings: [Finding], since report: BaselineReport) {
        since = report.startedAt
        let pairing = DestinationPairing(
            of: findings.compactMap(\.destination), with: report.findings.compactMap(\.destination))
        var earlier = report.findings[...]
        var changes: [CheckChange] = []
        var newPlaces: Set<String> = []
        for finding in findings {
            let former = finding.destination.flatMap { pairing.formerOf[$0] }
            let index = earlier.firstIndex {
                $0.check == finding.check && $0.destination == former
                    && (former != nil || finding.destination == nil)
            }
            guard let index else {
                if Self.isTold(
                    finding.verdict, ofWhole: former == nil ? finding.destination : nil, &newPlaces)
                {
                    changes.append(CheckChange(.new, from: nil, to: finding))
                }
                continue
            }
            let entry = earlier.remove(at: index)
            if let kind = CheckChange.Kind(from: entry.verdict, to: finding.verdict) {
                changes.append(CheckChange(kind, from: entry, to: finding))
            } else if let keyID = Self.reusedKeyID(from: entry, to: finding) {
                changes.append(
                    CheckChange(
                        .worse, from: entry, to: finding,
                        summary:
                            "the key \(keyID) has another value than before, which peers that know "
                            + "the former one reject: put the former key file back, or take another "
                            + "key ID"))
            } else if let difference = Self.lastingDifference(from: entry, to: finding) {
                changes.append(
                    CheckChange(.different, from: entry, to: finding, summary: difference))
            }
        }
        // One failure leaves much untested: it comes before that.
        changes = changes.filter { $0.after != .skip } + changes.filter { $0.after == .skip }
        let present = Set(pairing.formerOf.values)
        var gonePlaces: Set<String> = []
        for entry in earlier {
            let whole = entry.destination.flatMap { present.contains($0) ? nil : $0 }
            guard Self.isTold(entry.verdict, ofWhole: whole, &gonePlaces) else { continue }
            changes.append(CheckChange(gone: entry))
        }
        self.changes = changes
    }

    /// Whether a finding that is new or gone is told; `place` is its destination where all of that is.
    private static func isTold(
        _ verdict: Verdict, ofWhole place: String?, _ places: inout Set<String>
    ) -> Bool {
        guard verdict != .skip else { return false }
        guard let place else { return true }
        return places.insert(place).inserted || verdict != .pass
    }

    /// The ID of a key that had another value in the earlier run.
    private static func reusedKeyID(
        from entry: BaselineReport.Entry, to finding: Finding
    ) -> String? {
        guard finding.check == "keys.document", case .array(let rows)? = entry.evidence["keys"],
            case .list(let present)? = finding.evidence.first(where: { $0.name == "keys" })?.value
        else { return nil }
        let former = rows.compactMap { row -> String? in
            if case .string(let text) = row { text } else { nil }
        }
        for key in present where !former.contains(where: { $0.utf8.elementsEqual(key.utf8) }) {
            let keyID = key.utf8.prefix { $0 != UInt8(ascii: " ") }
            if former.contains(where: {
                $0.utf8.prefix { $0 != UInt8(ascii: " ") }.elementsEqual(keyID)
            }) {
                return String(keyID)
            }
        }
        return nil
    }

    /// The first lasting evidence that differs, in words.
    private static func lastingDifference(
        from entry: BaselineReport.Entry, to finding: Finding
    ) -> String? {
        for evidence in finding.evidence where lasting.contains(evidence.name) {
            guard let before = entry.evidence[evidence.name] else { continue }
            let after = evidence.value.comparable
            if before != after {
                return "\(evidence.name) was \(words(before)), is \(words(after))"
            }
        }
        return nil
    }

    private static func words(_ value: JSONValue) -> String {
        String(decoding: value.canonicalBytes(), as: UTF8.self)
    }
}

extension Evidence.Value {
    /// The value as a report in JSON has it.
    var comparable: JSONValue {
        switch self {
        case .integer(let integer): .integer(Int64(integer))
        case .boolean(let boolean): .boolean(boolean)
        case .text(let text): .string(text)
        case .list(let texts): .array(texts.map { .string($0) })
        }
    }
}
