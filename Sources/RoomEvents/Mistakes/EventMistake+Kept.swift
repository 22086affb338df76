import FederationCore
import MatrixJSON

extension EventMistake {
    /// Members that have to be taken away, and were not; members that belong there, and were not yet.
    static let keptMembers: [EventMistake] = [
        EventMistake(
            "signatures-kept", "signatures kept", in: [.contentHash, .signature],
            fix: "leave \"signatures\" out before making the bytes"
        ) { event in
            earlierSignatures(of: event).map { signatures in
                EventSpellingVariant("with \"signatures\" left in") {
                    $0.added.append(("signatures", signatures))
                }
            }
        },
        EventMistake(
            "unsigned-kept", "unsigned kept", in: [.contentHash, .signature],
            fix: "leave \"unsigned\" out before making the bytes"
        ) { event in
            earlierUnsigned(of: event).map { unsigned in
                EventSpellingVariant("with \"unsigned\" left in") {
                    $0.added.append(("unsigned", unsigned))
                }
            }
        },
        EventMistake(
            "hashes-kept", "hashes kept", in: [.contentHash],
            fix: "leave \"hashes\" out before hashing the event"
        ) { _ in
            let former: [JSONValue] = [[:], ["sha256": ""], ["sha256": nil]]
            return former.map { hashes in
                EventSpellingVariant("with a former \"hashes\" left in") {
                    $0.added.append(("hashes", hashes))
                }
            }
        },
        EventMistake(
            "hashes-dropped", "hashes dropped",
            fix: """
                add the content hash to the event before signing it, and keep "hashes" in the bytes
                """
        ) { _ in
            [
                EventSpellingVariant("without \"hashes\", before the content hash was added") {
                    $0.dropped.append("hashes")
                }
            ]
        },
    ]

    /// What `signatures` can have been at the time.
    private static func earlierSignatures(of event: MistakenEvent) -> [JSONValue] {
        let given: JSONObject
        if case .object(let signatures)? = event.object["signatures"] {
            given = signatures
        } else {
            given = [:]
        }
        var candidates: [JSONValue] = [[:]]
        if event.subject == .contentHash { candidates.insert(.object(given), at: 0) }
        if let entity = event.entity {
            var others = given
            others[entity] = nil
            var empty = given
            empty[entity] = [:]
            candidates += [.object(others), .object([entity: [:]]), .object(empty)]
        } else {
            for member in given.members where given.count > 1 {
                candidates.append(.object([member.name: member.value]))
            }
        }
        return candidates
    }

    /// What `unsigned` can have been at the time.
    private static func earlierUnsigned(of event: MistakenEvent) -> [JSONValue] {
        guard case .object(let given)? = event.object["unsigned"] else { return [[:]] }
        var candidates: [JSONValue] = [.object(given), [:]]
        for name in ["age", "age_ts"] where given[name] != nil {
            var others = given
            others[name] = nil
            candidates.append(.object(others))
        }
        return candidates
    }
}
