import FederationCore
import Findings
public import MatrixJSON
import RoomEvents
import RoomState

extension EventSetReport {
    /// The report for people: what was not accepted, or all.
    public func text(all: Bool) -> String {
        let rows = report.receipts.filter { all || $0.judgement != .pass }
        let lines = rows.map { receipt in
            let name = receipt.eventID?.description ?? "document \(receipt.position + 1)"
            return "\(receipt.judgement.rawValue)  \(name)  \(receipt.words)".escapedForTerminal
        }
        return (lines + [summary]).map { $0 + "\n" }.joined()
    }

    private var summary: String {
        let counts = report.counts
        let parts = ReceiptVerdict.allCases.compactMap { verdict in
            counts[verdict].map { "\($0) \(verdict.rawValue)" }
        }
        let list = parts.isEmpty ? "none" : parts.joined(separator: ", ")
        let note = checksSignatures ? "" : "; signatures were not checked: no keys were given"
        return "\(report.receipts.count) events of room version \(version): \(list)\(note)"
    }

    /// The report for machines, `fedctl.event-check/1`.
    public var json: JSONValue {
        var counts = JSONObject()
        for verdict in ReceiptVerdict.allCases {
            counts[verdict.rawValue] = .integer(Int64(report.counts[verdict] ?? 0))
        }
        return [
            "schema": "fedctl.event-check/1", "room_version": .string(version.identifier),
            "verdict": .string(verdict.rawValue), "counts": .object(counts),
            "signatures_checked": .boolean(checksSignatures),
            "forward_extremities": .array(
                report.forwardExtremities.map { .string($0.description) }),
            "events": .array(report.receipts.map { .object($0.object) }),
        ]
    }

    /// An object for each event, `fedctl.event-receipt/1`.
    public var lines: [JSONValue] {
        report.receipts.map { receipt in
            var object: JSONObject = ["schema": "fedctl.event-receipt/1"]
            for member in receipt.object.members { object[member.name] = member.value }
            return .object(object)
        }
    }
}

extension Receipt {
    /// What became of the event in words.
    var words: String {
        let note = isRedacted ? "; its content hash is wrong, so it was redacted first" : ""
        guard verdict != .accepted else { return "accepted" + note }
        let place = step.map { " at step \($0.rawValue), \($0)" } ?? ""
        return "\(verdict.rawValue)\(place)" + (cause.map { ": \($0)" } ?? "") + note
    }

    /// The event for machines.
    var object: JSONObject {
        var object: JSONObject = ["position": .integer(Int64(position))]
        if let eventID { object["event_id"] = .string(eventID.description) }
        object["verdict"] = .string(verdict.rawValue)
        if let step { object["step"] = .integer(Int64(step.rawValue)) }
        if let cause { object["summary"] = .string(cause.description) }
        if case .refused(let rule, let against, _)? = cause {
            object["rule"] = .string(rule.id)
            if let against { object["against"] = .string(against.description) }
        } else if let allowedBy {
            object["rule"] = .string(allowedBy.id)
        }
        object["redacted"] = .boolean(isRedacted)
        return object
    }
}
