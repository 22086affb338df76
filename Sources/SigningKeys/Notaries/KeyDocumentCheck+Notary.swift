import Findings

extension KeyDocumentCheck {
    /// Every check of a notary's answer about the keys of a server, in the order in which findings
    /// come.
    public static let notary = [
        notaryAnswer, notaryMethods, notarySignature, notaryOrigin, notaryView, notaryKeys,
    ]

    private static let section = SpecLink.serverServer("querying-keys-through-another-server")

    static let notaryAnswer = KeyDocumentCheck(
        id: "notary.answer", title: "a notary answers with a list of key documents",
        spec: section, covers: ["N01", "F41"],
        fix: "ask another notary; peers that rely on this one wait for it, or do without")

    static let notaryMethods = KeyDocumentCheck(
        id: "notary.methods", title: "a notary answers POST as it answers GET",
        spec: section, covers: ["N07", "F41"],
        fix: "tell the authors of the notary's homeserver: POST with no key IDs asks for all keys")

    static let notarySignature = KeyDocumentCheck(
        id: "notary.signature", title: "the notary signed every document, with its own key",
        spec: section, covers: ["N02", "N03", "F41"],
        fix: "do not rely on this notary: peers cannot tell that the answer is its own")

    static let notaryOrigin = KeyDocumentCheck(
        id: "notary.origin", title: "the document of the server is in the answer, unchanged",
        spec: section, covers: ["N08", "F41"],
        fix: "do not rely on this notary: it has to keep every field and the server's signature")

    static let notaryView = KeyDocumentCheck(
        id: "notary.view", title: "the notary can get the keys from the server",
        spec: section, covers: ["F16", "F35"],
        fix:
            "let the notary reach the server: look for a firewall, a country block, or a rule that "
            + "lets only some peers in; peers' outgoing addresses are not those in DNS. A notary that "
            + "fetches no keys of others, such as 'fedctl serve', tells nothing: ask another")

    static let notaryKeys = KeyDocumentCheck(
        id: "notary.keys", title: "the notary has the keys that the server publishes",
        spec: section, covers: ["K20", "F36", "F41"],
        fix: "never reuse a key ID: restore the former key file, or give the new key an ID of its "
            + "own and list the former one in old_verify_keys")
}
