import FederationCore
import Findings
public import MatrixJSON
public import RoomEvents

extension EventReport {
    /// The report for machines, `fedctl.event-verdict/1`.
    public var json: JSONValue {
        var object: JSONObject = [
            "schema": "fedctl.event-verdict/1",
            "room_version": .string(source.version.identifier),
        ]
        if let eventID { object["event_id"] = .string(eventID.description) }
        object["verdict"] = .string(verdict.rawValue)
        object["violations"] = .array(violations.map(\.json))
        object["content_hash"] = contentHashJSON
        if source.isThirdPartyInvite { object["third_party_invite"] = true }
        object["signatures"] = .array(signatures.map(\.json))
        return .object(object)
    }

    /// The content hash, given and computed.
    var contentHashJSON: JSONValue {
        var object: JSONObject = [
            "verdict": .string(contentHashJudgement.rawValue)
        ]
        if let given = source.document.root["hashes"]?["sha256"]?.string {
            object["given"] = .string(given)
        }
        object["computed"] = .string(UnpaddedBase64.encode(computedContentHash))
        object["summary"] = .string(contentHash.description)
        if isChangedAfterSigning { object["changed_after_signing"] = true }
        if let contentHashMistake { object["explanation"] = contentHashMistake.json }
        return .object(object)
    }
}

extension EventReport.SignatureRow {
    /// The row for machines.
    var json: JSONValue {
        var object: JSONObject = [
            "verdict": .string(verdict.rawValue), "entity": .string(entity),
        ]
        if let keyName { object["key_id"] = .string(keyName) }
        if let requirement { object["required_as"] = .string(requirement.rawValue) }
        object["summary"] = .string(summary)
        if let mistake { object["explanation"] = mistake.json }
        if let otherSigner {
            object["verifies_with"] = [
                "server_name": .string(otherSigner.server.description),
                "key_id": .string(otherSigner.keyID.description),
            ]
        }
        return .object(object)
    }
}

extension EventViolation {
    /// The violation for machines.
    var json: JSONValue {
        var object: JSONObject = ["id": .string(kind.rawValue)]
        if !path.isEmpty { object["path"] = .string(path) }
        if let offset { object["offset"] = .integer(Int64(offset)) }
        object["summary"] = .string(words)
        return .object(object)
    }
}

extension EventMistakeReport {
    /// What was tried and found for machines.
    var json: JSONValue {
        var object: JSONObject = [
            "tried": .array(
                tried.map { attempt in
                    [
                        "id": .string(attempt.mistake.id), "words": .string(attempt.mistake.words),
                        "matches": .boolean(attempt.matches),
                    ]
                }),
            "pairs_tried": .integer(Int64(pairCount)),
        ]
        if isCutShort { object["cut_short"] = true }
        guard let finding else { return .object(object) }
        object["mistakes"] = .array(finding.mistakes.map { .string($0.id) })
        object["summary"] = .string(finding.explanation)
        if !finding.roomVersions.isEmpty {
            object["room_versions"] = .array(
                finding.roomVersions.map { .string($0.identifier) })
        }
        object["fix"] = .array(finding.mistakes.map { .string($0.fix) })
        if let difference = finding.difference {
            object["first_difference"] = [
                "offset": .integer(Int64(difference.offset)),
                "theirs": .string(difference.theirs), "ours": .string(difference.ours),
            ]
        }
        return .object(object)
    }
}
