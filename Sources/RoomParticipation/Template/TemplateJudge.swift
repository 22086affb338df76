import FederationCore
import Findings
import MatrixJSON
import RoomEvents

/// Holds a template against what was asked for, and takes from it what an event needs.
///
/// Nothing is signed that was not asked for: of the content, the template decides about the user who
/// authorises the join alone.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#joining-rooms>
struct TemplateJudge {
    let question: MembershipQuestion
    let version: RoomVersion
    /// The server that made the template.
    let server: ServerName
    var findings = FindingCollector()

    init(_ question: MembershipQuestion, version: RoomVersion, server: ServerName) {
        self.question = question
        self.version = version
        self.server = server
    }

    /// What the event is made of; none where the template cannot be used.
    mutating func draft(from template: JSONElement) -> JSONObject? {
        checkFields(of: template)
        var draft: JSONObject = [
            "type": "m.room.member", "room_id": .string("\(question.roomID)"),
            "sender": .string("\(question.user)"), "state_key": .string("\(question.user)"),
        ]
        draft["prev_events"] = references("prev_events", of: template, 1...EventLimits.prevEvents)
        draft["auth_events"] = references("auth_events", of: template, 0...EventLimits.authEvents)
        draft["depth"] = depth(of: template)
        draft["content"] = .object(content(of: template["content"]))
        findings.pass(ParticipationCheck.template)
        return findings.failures(of: ParticipationCheck.template).isEmpty ? draft : nil
    }

    private mutating func checkFields(of template: JSONElement) {
        let user = "\(question.user)"
        let expected = [
            ("type", "m.room.member"), ("room_id", "\(question.roomID)"), ("sender", user),
            ("state_key", user),
        ]
        for (name, text) in expected { check(template[name], named: name, is: text) }
        check(
            template["content"]?["membership"], named: "content.membership",
            is: question.membership)
    }

    private mutating func check(_ value: JSONElement?, named name: String, is text: String) {
        guard !value.isText(text) else { return }
        findings.add(
            .templateFields, .fail, "'\(name)' of the template is another one",
            expected: "\"\(text)\"", got: value.excerpt)
    }

    // MARK: - References

    private mutating func references(
        _ name: String, of template: JSONElement, _ counts: ClosedRange<Int>
    ) -> JSONValue? {
        guard let list = template[name], list.kind == .array else {
            findings.add(
                .templateReferences, .fail, "'\(name)' of the template is no array",
                expected: "an array", got: template[name].words)
            return nil
        }
        let elements = list.elements
        guard counts.contains(elements.count) else {
            findings.add(
                .templateReferences, .fail,
                "'\(name)' of the template has \(elements.count) events",
                expected: "\(counts.lowerBound) to \(counts.upperBound)",
                got: "\(elements.count)")
            return nil
        }
        var seen: Set<EventID> = []
        for element in elements {
            guard let id = reference(element) else {
                findings.add(
                    .templateReferences, .fail, "'\(name)' of the template has what is no event",
                    expected: version.rules.references == .pairs
                        ? "an event ID with a hash" : "an event ID", got: element.excerpt)
                continue
            }
            if !seen.insert(id).inserted {
                findings.add(
                    .templateReferences, .fail, "'\(name)' of the template has \(id) twice")
            }
            if name == "auth_events", id == createEventID {
                findings.add(
                    .templateReferences, .fail,
                    "'auth_events' of the template has the create event, which the room ID names")
            }
        }
        return list.value
    }

    private var createEventID: EventID? {
        version.rules.createEventNamesRoom ? question.roomID.createEventID : nil
    }

    private func reference(_ element: JSONElement) -> EventID? {
        let isPair = version.rules.references == .pairs
        let text = isPair ? element.elements.first?.string : element.string
        if isPair {
            guard element.elements.count == 2, element.elements[1]["sha256"]?.kind == .string
            else { return nil }
        }
        // What is no event ID is told by whoever asks.
        guard let id = text.flatMap({ try? EventID(parsing: $0) }) else { return nil }
        return id.has(version.rules.eventIDForm) ? id : nil
    }

    private mutating func depth(of template: JSONElement) -> JSONValue? {
        let depth = template["depth"]?.integer
        guard let depth, (0...version.rules.maximumDepth).contains(depth) else {
            findings.add(
                .templateDepth, .fail, "the depth of the template is none",
                expected: "0 to \(version.rules.maximumDepth)", got: template["depth"].excerpt)
            return nil
        }
        return .integer(depth)
    }

    // MARK: - Content

    private mutating func content(of content: JSONElement?) -> JSONObject {
        var result = question.content
        result["membership"] = .string(question.membership)
        for (name, value) in content?.members ?? [] {
            switch name {
            case "membership": continue
            case "join_authorised_via_users_server"
            where version.rules.restrictedJoins && question.membership == "join":
                result[name] = authoriser(value)
            default:
                guard result[name] != value.value else { continue }
                findings.add(
                    .templateExtras, .warn,
                    "the template has '\(name)' in its content, which is left out",
                    got: value.excerpt)
            }
        }
        return result
    }

    private mutating func authoriser(_ value: JSONElement) -> JSONValue? {
        // What is no user ID is told, as what it is.
        guard let user = value.string.flatMap({ try? UserID(parsing: $0) }) else {
            findings.add(
                .templateAuthoriser, .fail, "'join_authorised_via_users_server' is no user ID",
                expected: "a user of \(server)", got: value.excerpt)
            return nil
        }
        if user.serverName != server {
            findings.add(
                .templateAuthoriser, .warn,
                "the user who authorises the join is of another server, whose signature is needed",
                expected: "a user of \(server)", got: "\(user)")
        }
        return .string("\(user)")
    }
}

extension RoomVersionRules {
    /// The form of event IDs.
    fileprivate var eventIDForm: EventID.Form {
        switch eventIDFormat {
        case .serverChosen: .serverChosen
        case .referenceHash: .referenceHash
        case .urlSafeReferenceHash: .urlSafeReferenceHash
        }
    }
}
