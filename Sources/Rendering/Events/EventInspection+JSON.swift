import FederationCore
import Findings
public import MatrixJSON
public import RoomEvents

extension EventInspection {
    /// The event for machines, `fedctl.event/1`.
    public var json: JSONValue {
        let source = report.source
        let hash = source.referenceHash
        var object: JSONObject = [
            "schema": "fedctl.event/1",
            "room_version": .string(source.version.identifier),
            "room_version_source": .string(versionSource.rawValue),
            "fits": .array(
                fits.map { fit in
                    [
                        "room_version": .string(fit.version.identifier),
                        "fits": .boolean(fit.fits),
                        "reasons": .array(fit.problems.map { .string($0) }),
                    ]
                }),
        ]
        for name in ["type", "sender", "state_key", "room_id"] {
            if let value = text(name) { object[name] = .string(value) }
        }
        if let eventID = report.eventID { object["event_id"] = .string(eventID.description) }
        object["event_ids"] = [
            "standard": .string("$" + UnpaddedBase64.encode(hash)),
            "url_safe": .string("$" + UnpaddedBase64.encode(hash, alphabet: .urlSafe)),
        ]
        object["reference_hash"] = .string(UnpaddedBase64.encode(hash))
        object["canonical_json"] = .string(
            String(decoding: source.canonicalBytes, as: UTF8.self))
        object["byte_count"] = .integer(Int64(source.canonicalBytes.count))
        object["byte_limit"] = 65_536
        object["verdict"] = .string(report.verdict.rawValue)
        object["violations"] = .array(report.violations.map(\.json))
        object["content_hash"] = report.contentHashJSON
        object["signatures"] = .array(report.signatures.map(\.json))
        return .object(object)
    }
}
