import Findings
import SigningKeys

extension ExplainPage {
    /// The page of a row about notaries.
    static func notary(_ row: KeyDocumentCheck) -> ExplainPage {
        let causes: [CheckID: [String]] = [
            "notary.answer": [
                "an implementation that is no notary",
                "a proxy that does not forward "
                    + "/_matrix/key/v2/query",
            ],
            "notary.methods": ["an implementation that reads an empty list of key IDs as no key"],
            "notary.signature": [
                "the notary's key was changed, and its answers are older",
                "a proxy or cache that changes what it forwards",
            ],
            "notary.origin": ["a notary that stores fields of its own choice, and builds anew"],
        ]
        return ExplainPage(
            why: [
                "Every homeserver is a notary as well: it gives the keys of others, signed by "
                    + "itself beside the signature of the server. Peers ask it where a server "
                    + "cannot be reached, above all for events of servers that are gone."
            ],
            causes: causes[row.id] ?? ["an implementation that differs from the specification"],
            remedies: [
                row.id == "notary.methods"
                    ? Remedy("Not so: \(row.title)", row.fix) : .ofOwnNotary(row.id),
                .tellAuthors,
            ])
    }

    static let notaryMalformed = ExplainPage(
        why: [
            "A question without server_keys is none. What answers it with 200, or with an error of "
                + "the server, reads less of a request than it should."
        ],
        causes: ["an implementation that takes what is missing for empty"],
        remedies: [.tellAuthors])

    static let notaryAbsent = ExplainPage(
        why: [
            "Whoever asks a notary for a server that is gone has to get a quick and empty list: an "
                + "error, or a wait, holds up the join of every room with a long history. The "
                + "question makes the homeserver go out, so it is asked with --notary-probe alone."
        ],
        causes: ["a homeserver that gives its own failure on as an answer"],
        remedies: [.tellAuthors])

    static let notaryRefresh = ExplainPage(
        why: [
            "minimum_valid_until_ts says until when the keys have to be good. A notary that has "
                + "older ones has to ask the server again; one that does not makes events of "
                + "servers with new keys unverifiable."
        ],
        causes: ["a cache that does not read the parameter"],
        remedies: [.tellAuthors])

    static let outsideView = ExplainPage(
        why: [
            "What can be fetched from here may be closed to others. A notary that is asked for fresh "
                + "keys goes to the server itself: if it comes back with nothing, so do the peers "
                + "in its part of the world, and they answer this server's requests with 401.",
            "So users who cannot join a room elsewhere may have a fault on the way in.",
        ],
        causes: [
            "a country block, fail2ban, or a list of addresses that may come in",
            "a server that everybody finds unreachable, by any other check",
            "the notary itself is gone or slow",
        ],
        remedies: [
            Remedy("The notary cannot fetch the keys", KeyDocumentCheck.fix(of: "notary.view")),
            Remedy("The notary is at fault", KeyDocumentCheck.fix(of: "notary.answer")),
        ])

    static let outsideKeys = ExplainPage(
        why: [
            "Peers and notaries keep what they first saw under a key ID. A new key under a former ID "
                + "makes every signature fail there for as long as the former one is kept, which "
                + "may be for ever."
        ],
        causes: [
            "the key file was lost, and a new one made with the same ID",
            "the old key is no longer listed, so that old events cannot be verified",
            "the notary has not asked since the key was changed",
        ],
        remedies: [
            Remedy("Another key under the same ID", KeyDocumentCheck.fix(of: "notary.keys")),
            .mendKeys,
        ])
}

extension KeyDocumentCheck {
    /// The fix of the row about notaries that is called `id`.
    fileprivate static func fix(of id: CheckID) -> String {
        notary.first { $0.id == id }?.fix ?? ""
    }
}
