import FederationCore
import MatrixJSON

extension EventMistake {
    /// A content hash that stood there in another text when the event was signed, or that is written
    /// in another notation.
    static let hashTexts: [EventMistake] = [
        EventMistake(
            "hash-padded", "content hash padded",
            fix: "write the content hash in unpadded base64, the same when signing and when sending"
        ) { event in
            guard let hash = hashBytes(of: event) else { return [] }
            let text = UnpaddedBase64.encode(hash)
            let urlSafe = UnpaddedBase64.encode(hash, alphabet: .urlSafe)
            return [(text + "=", "padded"), (text, "unpadded"), (urlSafe + "=", "padded URL-safe")]
                .map { hashVariant($0, "with the content hash in \($1) base64", event) }
        },
        EventMistake(
            "hash-url-safe", "content hash in URL-safe base64",
            fix: "write the content hash in the standard alphabet of base64, with + and /"
        ) { event in
            guard let hash = hashBytes(of: event) else { return [] }
            let text = UnpaddedBase64.encode(hash, alphabet: .urlSafe)
            return [hashVariant(text, "with the content hash in URL-safe base64", event)]
        },
        EventMistake(
            "hash-hexadecimal", "hash in hexadecimal", in: [.contentHash, .signature],
            fix: "write the 32 bytes of the content hash in unpadded base64"
        ) { event in
            if event.subject == .contentHash {
                return [
                    EventSpellingVariant("as it should be, and written in hexadecimal digits") {
                        $0.finish = .hexadecimal
                    }
                ]
            }
            guard let hash = hashBytes(of: event) else { return [] }
            let text = EventMistakeSearch.hexadecimal(hash)
            return [hashVariant(text, "with the content hash in hexadecimal digits", event)]
        },
        EventMistake(
            "hash-replaced", "content hash computed anew",
            fix: "do not change an event, nor its hash, after signing it"
        ) { event in
            let hash = UnpaddedBase64.encode(
                contentHash(of: event.document, version: event.version))
            return [
                hashVariant(hash, "with the right content hash, which was replaced later", event)
            ]
        },
    ]

    private static func hashBytes(of event: MistakenEvent) -> [UInt8]? {
        // A hash that is no base64 has no other text.
        event.givenHash.flatMap { try? UnpaddedBase64.decode($0) }
    }

    private static func hashVariant(
        _ text: String, _ phrase: String, _ event: MistakenEvent
    ) -> EventSpellingVariant {
        let hashes = event.hashes(with: text)
        return EventSpellingVariant(phrase) { $0.added.append(("hashes", hashes)) }
    }
}
