import FederationCore
import MatrixJSON

extension EventMistake {
    /// Signing what was not redacted, or redacted by other rules; hashing what was redacted.
    static let redactions: [EventMistake] =
        [
            EventMistake(
                "not-redacted", "not redacted first",
                fix: "redact the event by the rules of its room version before signing it"
            ) { _ in
                [EventSpellingVariant("without redacting the event first") { $0.redaction = .none }]
            }
        ] + versionsByRedaction.map(redaction) + [
            EventMistake(
                "content-not-redacted", "content not redacted",
                fix: "redact the content too before signing the event"
            ) { event in
                let version = event.version
                return [
                    EventSpellingVariant("with the content left as it is, not redacted") {
                        $0.redaction = .membersOnly(version)
                    }
                ]
            },
            EventMistake(
                "members-not-redacted", "only the content redacted",
                fix: "redact the members of the event too before signing it, not only its content"
            ) { event in
                let version = event.version
                return [
                    EventSpellingVariant("with only the content redacted") {
                        $0.redaction = .contentOnly(version)
                    }
                ]
            },
            EventMistake(
                "content-emptied", "content emptied", in: [.contentHash, .signature],
                fix: "keep the members of the content that the room version's redaction keeps"
            ) { _ in
                [
                    EventSpellingVariant("with an empty \"content\"") {
                        $0.added.append(("content", [:]))
                    }
                ]
            },
        ]

    /// The room versions that redact alike, the latest first.
    private static let versionsByRedaction: [[RoomVersion]] = {
        var groups: [[RoomVersion]] = []
        for version in RoomVersion.all {
            if let last = groups.last?.last, last.rules.redaction == version.rules.redaction {
                groups[groups.count - 1].append(version)
            } else {
                groups.append([version])
            }
        }
        return groups.reversed()
    }()

    /// One row for all room versions that redact alike.
    private static func redaction(as versions: [RoomVersion]) -> EventMistake {
        let (first, last) = (versions[0], versions[versions.count - 1])
        let name =
            switch versions.count {
            case 1: "\(first)"
            case 2: "\(first) or \(last)"
            default: "\(first) to \(last)"
            }
        return EventMistake(
            "redacted-as-\(first)", "redacted as room version \(name)",
            in: [.contentHash, .signature],
            fix: """
                redact by the rules of the event's own room version, and hash it without redacting it
                """
        ) { _ in
            let phrase = "after redacting by the rules of room version \(name)"
            return [EventSpellingVariant(phrase) { $0.redaction = .whole(first) }]
        }
    }
}
