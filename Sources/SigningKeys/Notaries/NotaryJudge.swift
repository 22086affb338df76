import FederationCore
import Findings
import FoundationEssentials
import MatrixJSON

/// Judges what one notary answered, and compares it with what the server itself publishes.
struct NotaryJudge {
    let origin: PublishedKeys
    let notary: ServerName
    let answers: [NotaryAnswer]
    /// The answer to a question for keys by their IDs; none where that was not asked.
    let named: NotaryAnswer?
    let now: Date

    /// The documents of all answers.
    var documents: [NotaryDocument] { answers.flatMap { $0.documents ?? [] } }

    var view: NotaryView {
        let rows = rows
        return NotaryView(
            notary: notary, answers: answers, rows: rows,
            findings: [
                judgeAnswers(), judgeMethods(), judgeSignatures(), judgeOrigin(), judgeView(),
                judgeKeys(rows),
            ])
    }

    func finding(
        _ check: KeyDocumentCheck, _ verdict: Verdict, _ summary: String, expected: String? = nil,
        got: String? = nil, fix: String? = nil, shownBy answer: NotaryAnswer? = nil
    ) -> Finding {
        let isWrong = verdict == .warn || verdict == .fail
        return Finding(
            check.id, verdict, "\(notary): \(summary)", expected: expected, got: got,
            fix: isWrong ? fix ?? check.fix : nil,
            reproduce: isWrong ? answer?.command ?? command : nil,
            spec: verdict == .skip ? nil : check.spec)
    }

    /// A command that shows an answer, one with documents where there is any.
    private var command: String? {
        (answers.first { $0.documents?.isEmpty == false } ?? answers.first)?.command
    }

    /// N01, F41: each way of asking gets a list of documents, and of this server.
    private func judgeAnswers() -> Finding {
        let check = KeyDocumentCheck.notaryAnswer
        let expected = "{\"server_keys\":[…]}"
        var isOffered = false
        for answer in answers {
            let method = answer.method.rawValue
            switch answer.outcome {
            case .none(let reason):
                return finding(
                    check, .fail, "no answer to \(method): \(reason)", expected: expected,
                    got: "no answer", shownBy: answer)
            case .malformed(let reason):
                return finding(
                    check, .fail, "\(method): \(reason)", expected: expected, shownBy: answer)
            case .refused(let error) where error.isNotOffered: continue
            case .refused(let error):
                return finding(
                    check, .fail, "\(method) is refused: \(error)", expected: expected,
                    got: "\(error)", shownBy: answer)
            case .documents(let documents):
                isOffered = true
                if let other = documents.first(where: { $0.report.serverName != origin.server }) {
                    let name = other.report.serverName?.description ?? "nobody"
                    return finding(
                        check, .fail,
                        "\(method) brings the keys of \(name), where those of \(origin.server) "
                            + "were asked for",
                        expected: origin.server.description, got: name, shownBy: answer)
                }
            }
        }
        guard isOffered else {
            return finding(
                check, .warn, "gives no keys of others: \(refusalWords)",
                expected: expected, got: refusalWords,
                fix: "ask another notary; a homeserver that is none loses nothing but this")
        }
        if let refused = answers.first(where: { $0.documents == nil }) {
            return finding(
                check, .warn,
                "answers \(other(than: refused.method)) and not "
                    + refused.method.rawValue, expected: expected, got: refusalWords,
                shownBy: refused)
        }
        let count = answers.first?.documents?.count ?? 0
        return finding(check, .pass, count == 1 ? "1 document" : "\(count) documents")
    }

    private var refusalWords: String {
        for answer in answers {
            if case .refused(let error) = answer.outcome { return "\(error)" }
        }
        return "no answer"
    }

    private func other(than method: NotaryAnswer.Method) -> String {
        (method == .get ? NotaryAnswer.Method.post : .get).rawValue
    }

    /// N07: `POST` brings the same keys as `GET`.
    private func judgeMethods() -> Finding {
        let check = KeyDocumentCheck.notaryMethods
        let lists = answers.compactMap(\.documents)
        guard lists.count == 2, answers.count == 2 else {
            return finding(check, .skip, "not both GET and POST were answered")
        }
        let keys = lists.map { documents in
            Set(documents.flatMap(\.listed).map { Pair(name: $0.name, value: $0.canonicalValue) })
        }
        guard keys[0] != keys[1] else {
            return finding(check, .pass, "GET and POST bring the same keys")
        }
        let onlyGet = keys[0].subtracting(keys[1]).count
        let onlyPost = keys[1].subtracting(keys[0]).count
        return finding(
            check, .warn,
            "GET and POST bring different keys: \(onlyGet) only by GET, \(onlyPost) only by POST",
            expected: "the same keys", got: "\(keys[0].count) by GET, \(keys[1].count) by POST")
    }

    private struct Pair: Hashable {
        let name: [UInt8]
        let value: String
    }

    /// N02, N03: the notary signed every document.
    private func judgeSignatures() -> Finding {
        let check = KeyDocumentCheck.notarySignature
        guard !documents.isEmpty else { return finding(check, .skip, "no document") }
        var names: [String] = []
        for document in documents {
            switch document.signature {
            case .good(let keyID):
                if !names.contains(keyID.description) { names.append(keyID.description) }
            case .missing:
                return finding(
                    check, .fail, "a document lacks the notary's signature",
                    expected: "a signature by \(notary)", got: "none")
            case .bad(let reason):
                return finding(
                    check, .fail, "the notary's signature: \(reason)",
                    expected: "a signature that verifies", got: reason)
            case .unknownKey(let keys):
                let list = keys.prefix(5).map(KeyDocumentJudge.shown).joined(separator: ", ")
                return finding(
                    check, .fail, "signed by \(list), which the notary does not publish",
                    expected: "a key that \(notary) publishes", got: list,
                    fix:
                        "the notary has a new key: where it is trusted by its key, as in Synapse's "
                        + "trusted_key_servers, put the new one there")
            case .unchecked(let reason):
                return finding(check, .skip, "the notary's own keys are not known: \(reason)")
            }
        }
        return finding(check, .pass, "signed by \(names.joined(separator: ", "))")
    }

    /// N08: the server's own signature is there and good, and a document of the same age says the
    /// same.
    private func judgeOrigin() -> Finding {
        let check = KeyDocumentCheck.notaryOrigin
        guard !documents.isEmpty else { return finding(check, .skip, "no document") }
        for document in documents where !document.hasGoodOrigin {
            let reason = document.report.findings.first {
                $0.verdict == .fail
                    && [KeyDocumentCheck.signature.id, KeyDocumentCheck.serverName.id].contains(
                        $0.check)
            }
            // An old document may fail in its dates, which is no change.
            guard let reason else { continue }
            return finding(
                check, .fail, "the server's own signature does not hold: \(reason.summary)",
                expected: "the document as the server signed it", got: reason.summary)
        }
        if let changed = documents.first(where: isChanged) {
            return finding(
                check, .warn,
                "a document with the same valid_until_ts as the server's has other members",
                expected: members(of: origin.report?.bytes), got: members(of: changed.report.bytes))
        }
        return finding(check, .pass, "the server's signature is in every document, and verifies")
    }

    /// Whether a document of the same age as the one that the server publishes says something else.
    private func isChanged(_ document: NotaryDocument) -> Bool {
        guard let own = origin.report, document.report.validUntil == own.validUntil,
            let left = content(own.bytes), let right = content(document.report.bytes)
        else { return false }
        return left != right
    }

    private func content(_ bytes: [UInt8]) -> [UInt8]? {
        // Without canonical form there is nothing to compare.
        try? canonicalize(bytes, omitting: ["signatures", "unsigned"])
    }

    private func members(of bytes: [UInt8]?) -> String? {
        guard let bytes, let document = try? JSONDocument(parsing: bytes, numbers: .preserving)
        else { return nil }
        return document.root.members.prefix(20).map { KeyDocumentJudge.shown($0.name) }
            .joined(separator: ", ")
    }
}

extension MatrixError {
    /// Whether the homeserver does not know the operation.
    var isNotOffered: Bool { status == 404 || status == 405 || errcode == "M_UNRECOGNIZED" }
}
