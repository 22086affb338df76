import FederationCore
import MatrixJSON

extension EventMistake {
    /// The right bytes, and something done to them; or other bytes altogether.
    static let finishes: [EventMistake] = [
        EventMistake(
            "line-feed", "line feed at the end", in: [.contentHash, .signature],
            fix: "cut the line feed off that the encoder or the shell adds"
        ) { _ in
            [EventSpellingVariant("with a line feed at the end") { $0.finish = .lineFeed }]
        },
        EventMistake(
            "hashed-first", "SHA-256 of the bytes signed",
            fix: "sign the canonical JSON itself: Ed25519 does its own hashing"
        ) { _ in
            [EventSpellingVariant("over the SHA-256 of the bytes") { $0.finish = .sha256 }]
        },
        EventMistake(
            "hashed-twice", "hashed twice", in: [.contentHash],
            fix: "take the SHA-256 once"
        ) { _ in
            [EventSpellingVariant("twice") { $0.finish = .sha256 }]
        },
        EventMistake(
            "content-hash-signed", "content hash signed",
            fix: "sign the redacted event with its hashes, not the content hash"
        ) { event in
            guard let text = event.givenHash else { return [] }
            // A hash that is no base64 was signed as text, if at all.
            let bytes = try? UnpaddedBase64.decode(text)
            return [Array(text.utf8), bytes].compactMap(\.self).map { bytes in
                EventSpellingVariant("over the content hash alone") {
                    $0.finish = .replaced(by: bytes)
                }
            }
        },
        EventMistake(
            "event-id-signed", "event ID signed",
            fix: "sign the redacted event with its hashes, not its ID"
        ) { event in
            guard let eventID = event.eventID else { return [] }
            return [eventID, String(eventID.dropFirst())].map { text in
                EventSpellingVariant("over the event ID alone") {
                    $0.finish = .replaced(by: Array(text.utf8))
                }
            }
        },
        EventMistake(
            "content-only", "content alone", in: [.contentHash, .signature],
            fix: "the whole event is hashed and signed, not the member \"content\" alone"
        ) { event in
            let version = event.version
            return [
                EventSpellingVariant("over the member \"content\" alone") {
                    $0.takesContentOnly = true
                    $0.redaction = .none
                },
                EventSpellingVariant("over the redacted member \"content\" alone") {
                    $0.takesContentOnly = true
                    $0.redaction = .whole(version)
                },
            ]
        },
    ]
}
