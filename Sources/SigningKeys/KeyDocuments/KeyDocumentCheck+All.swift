import Findings

extension KeyDocumentCheck {
    /// Every check of a key document, in the order in which findings come.
    public static let all = [
        document, serverName, keyIDs, keyBytes, base64, signature, unknownSignature, validUntil,
        oldKeys, keyReuse, canonical, secret,
    ]

    static let document = KeyDocumentCheck(
        id: "keys.document", title: "the key document is an object with all its required fields",
        spec: .serverServer("publishing-keys"), covers: ["K03", "F39"],
        fix: "serve a JSON object with server_name, verify_keys, signatures and valid_until_ts")

    static let serverName = KeyDocumentCheck(
        id: "keys.server-name", title: "the key document is about the server that was asked",
        spec: .serverServer("publishing-keys"), covers: ["K02", "F02", "F44"],
        fix:
            "set the homeserver's server_name to the part after ':' of its users' IDs, or delegate "
            + "to the homeserver that has this name")

    static let keyIDs = KeyDocumentCheck(
        id: "keys.key-ids", title: "verify_keys lists at least one key, by a well-formed key ID",
        spec: .serverServer("publishing-keys"), covers: ["K04"],
        fix: "name the key 'ed25519:' and letters, digits or '_', and list it in verify_keys")

    static let keyBytes = KeyDocumentCheck(
        id: "keys.key-bytes", title: "every listed key is an Ed25519 key of 32 bytes",
        spec: .appendices("signing-details"), covers: ["K05"],
        fix: "publish the public key that belongs to the signing key; 'fedctl keys show FILE' "
            + "prints it")

    static let base64 = KeyDocumentCheck(
        id: "keys.base64", title: "keys and signatures are in unpadded base64",
        spec: .appendices("unpadded-base64"), covers: ["K06", "F39"],
        fix: "encode with the alphabet of '+' and '/', and without '='")

    static let signature = KeyDocumentCheck(
        id: "keys.signature", title: "the listed keys signed the key document",
        spec: .appendices("checking-for-a-signature"), covers: ["K07", "K08", "F39"],
        fix: "sign the canonical JSON of the object without its members signatures and unsigned, "
            + "with every key in verify_keys")

    static let unknownSignature = KeyDocumentCheck(
        id: "keys.unknown-signature", title: "nobody else signed the key document",
        spec: .appendices("checking-for-a-signature"), covers: ["K09"],
        fix: "sign with the keys in verify_keys only; a document from a notary has the notary's "
            + "signature too")

    static let validUntil = KeyDocumentCheck(
        id: "keys.valid-until", title: "the key document is valid for more than an hour",
        spec: .serverServer("publishing-keys"), covers: ["K10", "K11", "K12", "K13", "F39", "F40"],
        fix: "set valid_until_ts to a time between one hour and seven days ahead, in milliseconds")

    static let oldKeys = KeyDocumentCheck(
        id: "keys.old-keys", title: "every old key has its bytes and the time when it expired",
        spec: .serverServer("publishing-keys"), covers: ["K14", "F37"],
        fix:
            "give each entry of old_verify_keys its public key and expired_ts, in milliseconds and "
            + "in the past")

    static let keyReuse = KeyDocumentCheck(
        id: "keys.key-reuse", title: "no key ID is both current and old",
        spec: .serverServer("publishing-keys"), covers: ["K15", "F36"],
        fix: "give every new key a new key ID, and list a key either as current or as old")

    static let canonical = KeyDocumentCheck(
        id: "keys.canonical", title: "the key document holds only what canonical JSON can hold",
        spec: .appendices("canonical-json"), covers: ["K17"],
        fix: "write numbers as plain integers: no decimal point, no exponent, no '-0'")

    static let secret = KeyDocumentCheck(
        id: "keys.secret", title: "no secret is published in place of a public key",
        spec: nil, covers: ["F38"],
        fix: "the secret is public now: make a new key with a new key ID, and list the old one, "
            + "by its public key, in old_verify_keys")
}
