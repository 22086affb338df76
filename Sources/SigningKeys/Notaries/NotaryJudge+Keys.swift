import FederationCore
import Findings

extension NotaryJudge {
    /// F16, F35: the notary has a document, and one that is still good.
    func judgeView() -> Finding {
        let check = KeyDocumentCheck.notaryView
        guard answers.contains(where: { $0.documents != nil }) else {
            return finding(check, .skip, "no list of documents")
        }
        let isHere = origin.report != nil
        let ends = documents.compactMap(\.report.validUntil)
        guard let end = ends.max() else {
            let summary = "has no keys of \(origin.server): it could not fetch them"
            return finding(
                check, .fail,
                isHere ? "\(summary), though they can be fetched from here" : summary,
                expected: "the key document of \(origin.server)", got: "nothing",
                fix: isHere
                    ? nil
                    : "nobody can fetch the keys: 'fedctl check \(origin.server)' says why; until "
                        + "then others answer its requests with 401")
        }
        let present = UTCTime(now)
        let moment = UTCTime(milliseconds: end)
        guard moment.milliseconds <= present.milliseconds else {
            return finding(
                check, .pass, "valid until \(moment.secondText) (\(moment.span(from: present)))")
        }
        return finding(
            check, isHere ? .fail : .warn,
            "its copy of the keys ran out on \(moment.secondText), "
                + "\(moment.span(from: present)): it could not fetch them since"
                + (isHere ? ", though they can be fetched from here" : ""),
            expected: "a document that is valid now", got: "valid until \(moment.secondText)")
    }

    /// F36, F41: the keys of the notary are those that the server publishes.
    func judgeKeys(_ rows: [NotaryKeyRow]) -> Finding {
        let check = KeyDocumentCheck.notaryKeys
        guard !documents.isEmpty else { return finding(check, .skip, "no document") }
        guard origin.report != nil else {
            return finding(
                check, .skip, "nothing to compare with: \(origin.problem ?? "no key document")")
        }
        if let row = rows.first(where: { $0.state == .conflicting }) {
            let name = KeyDocumentJudge.shown(row.keyID)
            return finding(
                check, .fail,
                "\(name) is another key there than the one that the server publishes now",
                expected: "\(name) = \(row.publishedKey ?? "")",
                got: "\(name) = \(row.notaryKey ?? "")")
        }
        let missing = rows.filter { $0.state == .missing }.map { KeyDocumentJudge.shown($0.keyID) }
        if !missing.isEmpty {
            let list = missing.joined(separator: ", ")
            return finding(
                check, .warn, "lacks \(list)", expected: list, got: "no such key",
                fix: "wait until the notary asks again; peers that ask it meanwhile cannot verify "
                    + "what is signed by these keys")
        }
        if let finding = judgeNamed(rows) { return finding }
        let stale = rows.filter { $0.state == .stale }.map { KeyDocumentJudge.shown($0.keyID) }
        if !stale.isEmpty {
            let list = stale.joined(separator: ", ")
            return finding(
                check, .warn, "still has \(list), which the server does not publish any more",
                expected: "an entry in old_verify_keys", got: "no such entry",
                fix: "list the key, with the time of the last event that it signed, in "
                    + "old_verify_keys (Synapse: old_signing_keys), so that old events can be "
                    + "verified")
        }
        let count = rows.count { $0.state == .same }
        return finding(check, .pass, count == 1 ? "the same key" : "the same \(count) keys")
    }

    /// F41: a key that is asked for by its ID is in the answer; none where it is.
    private func judgeNamed(_ rows: [NotaryKeyRow]) -> Finding? {
        guard let named else { return nil }
        let check = KeyDocumentCheck.notaryKeys
        let there = Set((named.documents ?? []).flatMap(\.listed).map(\.name))
        let absent = rows.filter { $0.here == .current && !there.contains(Array($0.keyID.utf8)) }
        guard !absent.isEmpty else { return nil }
        let list = absent.map { KeyDocumentJudge.shown($0.keyID) }.joined(separator: ", ")
        let words: String
        switch named.outcome {
        case .documents(let documents):
            let others = documents.flatMap(\.listed).map { KeyDocumentJudge.shown($0.keyID) }
            words = others.isEmpty ? "nothing" : others.prefix(20).joined(separator: ", ")
        case .refused(let error): words = "\(error)"
        case .malformed(let reason), .none(let reason): words = reason
        }
        return finding(
            check, .warn, "asked for \(list) by its ID, it gives \(words)", expected: list,
            got: words,
            fix:
                "ask another notary: what is signed by that key cannot be verified through this one"
        )
    }

    /// Every key ID that the server or the notary lists, the server's first.
    var rows: [NotaryKeyRow] {
        var there: [[UInt8]: NotaryKey] = [:]
        var order: [[UInt8]] = []
        // Under one ID the first key counts, and another one in a later document is told all the same.
        var conflicts: [[UInt8]: NotaryKey] = [:]
        for key in documents.flatMap(\.listed) {
            guard let known = there[key.name] else {
                there[key.name] = key
                order.append(key.name)
                continue
            }
            if known.canonicalValue != key.canonicalValue { conflicts[key.name] = key }
        }
        guard origin.report != nil else {
            return order.compactMap { name in
                there[name].map { row(nil, $0, .unconfirmed) }
            }
        }
        var rows: [NotaryKeyRow] = []
        var published: Set<[UInt8]> = []
        for key in origin.listed where published.insert(key.name).inserted {
            guard let other = there[key.name] else {
                if !documents.isEmpty { rows.append(row(key, nil, .missing)) }
                continue
            }
            let differing = [other, conflicts[key.name]].compactMap(\.self).first {
                $0.canonicalValue != key.canonicalValue
            }
            rows.append(row(key, differing ?? other, differing == nil ? .same : .conflicting))
        }
        for name in order where !published.contains(name) {
            if let other = there[name] { rows.append(row(nil, other, .stale)) }
        }
        return rows
    }

    private func row(
        _ here: NotaryKey?, _ there: NotaryKey?, _ state: NotaryKeyRow.State
    ) -> NotaryKeyRow {
        NotaryKeyRow(
            notary: notary, keyID: here?.keyID ?? there?.keyID ?? "", state: state,
            here: here?.state, there: there?.state, publishedKey: here?.value,
            notaryKey: there?.value)
    }
}
