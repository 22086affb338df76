import Findings

extension KeyDocumentCheck {
    /// Every check of a notary's answer about the keys of a server, in the order in which findings
    /// come.
    public static let notary = [
        notaryAnswer, notaryMethods, notarySignature, notaryOrigin, notaryView, notaryKeys,
    ]

    static let notaryAnswer = ofNotary(
        "notary.answer", "a notary answers with a list of key documents", covers: ["N01", "F41"],
        fix: "ask another notary; peers that rely on this one wait for it, or do without")

    static let notaryMethods = ofNotary(
        "notary.methods", "a notary answers POST as it answers GET", covers: ["N07", "F41"],
        fix: "tell the authors of the notary's homeserver: POST with no key IDs asks for all keys")

    static let notarySignature = ofNotary(
        "notary.signature", "the notary signed every document, with its own key",
        covers: ["N02", "N03", "F41"],
        fix: "do not rely on this notary: peers cannot tell that the answer is its own")

    static let notaryOrigin = ofNotary(
        "notary.origin", "the document of the server is in the answer, unchanged",
        covers: ["N08", "F41"],
        fix: "do not rely on this notary: it has to keep every field and the server's signature")

    static let notaryView = ofNotary(
        "notary.view", "the notary can get the keys from the server", covers: ["F16", "F35"],
        fix:
            "let the notary reach the server: look for a firewall, a country block, or a rule that "
            + "lets only some peers in; peers' outgoing addresses are not those in DNS. A notary that "
            + "fetches no keys of others, such as 'fedctl serve', tells nothing: ask another")

    static let notaryKeys = ofNotary(
        "notary.keys", "the notary has the keys that the server publishes",
        covers: ["K20", "F36", "F41"],
        fix: "never reuse a key ID: restore the former key file, or give the new key an ID of its "
            + "own and list the former one in old_verify_keys")

    /// A row; all of them come from one section of the specification.
    private static func ofNotary(
        _ id: CheckID, _ title: String, covers: [String], fix: String
    ) -> KeyDocumentCheck {
        KeyDocumentCheck(
            id: id, title: title,
            spec: .serverServer("querying-keys-through-another-server"), covers: covers, fix: fix)
    }
}
