import FederationCore
import Findings
public import MatrixJSON
import RoomEvents
import RoomState

extension EventAuthorization {
    /// The decision for people, without a line feed at its end.
    public var text: String {
        let rule = decision.rule
        var lines: [String] = []
        switch decision {
        case .allowed: lines.append("pass  \(event.eventID)  allowed by \(rule)")
        case .rejected(_, let against, let reason):
            lines.append("fail  \(event.eventID)  rejected by \(rule): \(reason)")
            lines.append("        rule     \(rule.words)")
            if let against { lines.append("        against  \(against)") }
        }
        lines.append("        judged   against \(place)")
        lines.append("        spec     \(rule.spec(in: event.version))")
        return lines.map(\.escapedForTerminal).joined(separator: "\n")
    }

    /// The decision for machines, `fedctl.event-authorization/1`.
    public var json: JSONValue {
        var object: JSONObject = [
            "schema": "fedctl.event-authorization/1",
            "room_version": .string(event.version.identifier),
            "event_id": .string(event.eventID.description),
            "allowed": .boolean(decision.isAllowed),
            "rule": .string(decision.rule.id),
        ]
        if case .rejected(_, let against, let reason) = decision {
            if let against { object["against"] = .string(against.description) }
            object["reason"] = .string(reason)
        }
        object["judged_by"] = .string(stage.rawValue)
        object["rule_words"] = .string(decision.rule.words)
        object["spec"] = .string("\(decision.rule.spec(in: event.version))")
        return .object(object)
    }

    private var place: String {
        switch stage {
        case .authEvents: "its auth events"
        case .state: "the state that was given, after its auth events allowed it"
        }
    }
}
