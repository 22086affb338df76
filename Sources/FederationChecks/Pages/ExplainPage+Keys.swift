import Findings
import SigningKeys

extension ExplainPage {
    static let keysDocument = ExplainPage(
        why: [
            "Peers verify every request and every event with the keys at /_matrix/key/v2/server. "
                + "If they cannot fetch the document, they answer this server's requests with 401, "
                + "so that its users cannot join rooms elsewhere: the fault shows on the way out, "
                + "and lies on the way in."
        ],
        causes: [
            "the proxy forwards /_matrix/federation and not /_matrix/key",
            "a field is missing or of the wrong type (homeservers in development)",
            "keys in padded or URL-safe base64",
        ],
        remedies: [.routePath, .mendKeys])

    static let keysServerName = ExplainPage(
        why: [
            "The document names the server that it belongs to. It must be the name that was asked "
                + "for, before any delegation, byte by byte; else peers drop it."
        ],
        causes: [
            "the host where the software runs was checked: the name is the part after the first "
                + "colon of a user ID",
            "the homeserver was set up with the wrong server_name, which cannot be changed later",
            "two names lead to one homeserver",
        ],
        remedies: [.chooseName, .mendKeys])

    static let keysSignature = ExplainPage(
        why: [
            "The document has to be signed by the keys that it lists. Peers check it before they "
                + "believe any of the keys; many check the first signature only, and refuse the "
                + "document if that one is bad."
        ],
        causes: [
            "signed with \"unsigned\" or \"signatures\" still in the object",
            "signed over other bytes than canonical JSON",
            "a proxy or a static host that changed the file",
            "the key was replaced, and an old document is served from a cache",
        ],
        remedies: [.mendKeys])

    static let keysValidity = ExplainPage(
        why: [
            "valid_until_ts says, in milliseconds, until when the keys may be used without asking "
                + "again. Peers count seven days at most. What is past, or given in seconds, makes "
                + "every signature worthless; what ends within the hour makes peers ask all the "
                + "time."
        ],
        causes: [
            "seconds in the place of milliseconds",
            "a document that was written once and never renewed",
            "a clock that is wrong, here or there",
        ],
        remedies: [.mendKeys])
}

extension ExplainPage {
    /// The page of a row of `SigningKeys`, with the fix of the row.
    static func keys(_ row: KeyDocumentCheck) -> ExplainPage {
        let pages: [CheckID: ExplainPage] = [
            "keys.document": keysDocument, "keys.server-name": keysServerName,
            "keys.key-ids": keysKeyIDs, "keys.key-bytes": keysKeyBytes,
            "keys.base64": keysBase64, "keys.signature": keysSignature,
            "keys.unknown-signature": keysUnknownSignature, "keys.valid-until": keysValidity,
            "keys.old-keys": keysOldKeys, "keys.key-reuse": keysReuse,
            "keys.canonical": keysCanonical, "keys.secret": keysSecret,
        ]
        let page = pages[row.id] ?? ExplainPage(why: [], causes: [], remedies: [])
        return ExplainPage(
            why: page.why, causes: page.causes,
            remedies: [Remedy("Not so: \(row.title)", row.fix)] + page.remedies)
    }

    private static let keysKeyIDs = ExplainPage(
        why: [
            "A key is found by its ID: \"ed25519:\" and a version of letters, digits and "
                + "underscores. Every signature names the key that made it, so a key under a "
                + "malformed ID verifies nothing."
        ],
        causes: ["a version with a dash or a dot", "a document that was written by hand"],
        remedies: [])

    private static let keysKeyBytes = ExplainPage(
        why: [
            "An Ed25519 public key is 32 bytes that stand for a point of the curve. Peers that "
                + "find anything else drop the key, or the whole document."
        ],
        causes: [
            "the key file's own bytes, or a whole PEM file, were published",
            "a key in hexadecimal digits where base64 belongs",
        ],
        remedies: [])

    private static let keysBase64 = ExplainPage(
        why: [
            "Matrix writes binary data in base64 without padding, with \"+\" and \"/\". Some peers "
                + "read the other forms as well, and some do not: federation then works with a "
                + "part of the network."
        ],
        causes: ["a base64 library with its defaults: \"=\" at the end, or \"-\" and \"_\""],
        remedies: [])

    private static let keysUnknownSignature = ExplainPage(
        why: [
            "A document is signed by the keys that it lists. A signature by another key means that "
                + "a key was left out of the list, or that the document came through a notary."
        ],
        causes: [
            "a retired key still signs and is not listed any more",
            "a notary's answer was saved and is served as the server's own",
        ],
        remedies: [])

    private static let keysOldKeys = ExplainPage(
        why: [
            "Old events stay signed with the keys of their time. Peers verify them with "
                + "old_verify_keys, up to expired_ts, in milliseconds. Without the entry, rooms "
                + "with a long history cannot be joined or read back."
        ],
        causes: [
            "expired_ts in seconds, or in the future",
            "an entry without its public key",
        ],
        remedies: [.mendKeys])

    private static let keysReuse = ExplainPage(
        why: [
            "A key ID belongs to one key for ever: peers keep what they first saw under it. A key "
                + "that is both current and old, or a new key under an old ID, makes signatures "
                + "fail at some peers for as long as they keep the former one."
        ],
        causes: [
            "the signing key was made anew under the same ID after a reinstallation",
            "the current key was copied into old_signing_keys",
        ],
        remedies: [.mendKeys])

    private static let keysCanonical = ExplainPage(
        why: [
            "Signatures are made over canonical JSON, which knows whole numbers up to 2^53-1 and "
                + "nothing else. A document with other numbers has no canonical form, so that two "
                + "implementations may see two different texts under one signature."
        ],
        causes: ["a JSON library that writes times as floating-point numbers"],
        remedies: [])

    private static let keysSecret = ExplainPage(
        why: [
            "The secret half of a key, published in place of the public one, lets anybody speak "
                + "for the server. It has been seen in the wild, where old keys are listed by hand."
        ],
        causes: ["the seed of a key file was copied into old_signing_keys"],
        remedies: [])
}
