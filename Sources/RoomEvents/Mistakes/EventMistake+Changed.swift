import MatrixJSON

extension EventMistake {
    /// Members that somebody put in after the event was hashed and signed.
    static let changedMembers: [EventMistake] = [
        EventMistake(
            "member-added", "a member added later", in: [.contentHash, .signature],
            fix: "do not add members to an event after hashing and signing it"
        ) { event in
            event.object.members.prefix(memberLimit).filter { !isKnown($0.name) }
                .map { member in
                    let name = member.name
                    return EventSpellingVariant("without \"\(name)\"", isGeneric: true) {
                        $0.dropped.append(name)
                    }
                }
        },
        EventMistake(
            "content-member-added", "a member of the content added later",
            in: [.contentHash, .signature],
            fix: "do not change the content of an event after hashing and signing it"
        ) { event in
            event.content.members.prefix(memberLimit).map { member in
                let name = member.name
                let phrase = "without \"\(name)\" in \"content\""
                return EventSpellingVariant(phrase, isGeneric: true) {
                    $0.droppedContent.append(name)
                }
            }
        },
    ]

    /// How many members of one object are tried.
    private static let memberLimit = 64
    /// What other rows try.
    private static func isKnown(_ name: String) -> Bool {
        let known = [
            "hashes", "signatures", "unsigned", "event_id", "age_ts", "outlier", "destinations",
        ]
        return known.contains { $0.utf8.elementsEqual(name.utf8) }
    }
}
