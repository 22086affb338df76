extension ExplainPage {
    static let expectedDelegation = ExplainPage(
        why: [
            "The specification leaves it to the administrator whether a name is delegated, and to "
                + "whom. So a lost or an old well-known document can be a valid one: only whoever "
                + "runs the server knows what it has to say. The file of --expect says it."
        ],
        causes: [
            "the website was rebuilt, and the document was lost or came back in an old version",
            "the server was moved, and the file of --expect was not changed with it",
        ],
        remedies: [.serveWellKnown])

    static let expectedAddresses = ExplainPage(
        why: [
            "A server may do without IPv6, or without IPv4. Where that is on purpose, an address "
                + "that appears all the same is a mistake: peers that prefer its family fail "
                + "where nothing listens. Where both are wanted, a family that is lost is not "
                + "missed by anybody who has the other."
        ],
        causes: [
            "the provider adds an AAAA record by itself",
            "a dynamic DNS client that updates one family only",
        ],
        remedies: [.publishAddresses])
}
