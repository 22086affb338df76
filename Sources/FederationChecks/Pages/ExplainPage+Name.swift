extension ExplainPage {
    static let nameGrammar = ExplainPage(
        why: [
            "The server name is what stands after the first colon of every user ID. Peers take it "
                + "apart into a host and an optional port before they do anything else, and what "
                + "they cannot take apart they cannot reach.",
            "The name can never be changed later: it is part of every user, room and event of the "
                + "server.",
        ],
        causes: [
            "a URL was given instead of a name: https://example.org",
            "the host where the software runs was given, and not the name in user IDs",
            "an underscore, which Internet host names do not have",
            "a part that begins with xn-- and stands for no name, or for an emoji",
        ],
        remedies: [.chooseName])

    static let nameCase = ExplainPage(
        why: [
            "Peers compare server names byte by byte, while DNS does not care about upper and "
                + "lower case. So Example.org and example.org lead to the same machine and are two "
                + "servers all the same: signatures made for one do not count for the other."
        ],
        causes: [
            "the name was typed with a capital letter into the configuration",
            "a phone corrected the first letter",
        ],
        remedies: [.chooseName])

    static let wellKnownReachable = ExplainPage(
        why: [
            "A name without a port may be delegated by a small file on its web server. Every peer "
                + "asks for it first. If the file is there, it must be answered with 200 and a "
                + "good certificate; if there is none, a quick 404 is right. Anything between "
                + "makes peers wait, or makes each of them conclude something else.",
            "Peers keep what they got for up to two days, and a failure for up to an hour, so a "
                + "change of the website can break federation long before anybody notices.",
        ],
        causes: [
            "the website was moved or rebuilt, and the file was lost",
            "the base domain has no web server, or its certificate expired",
            "a redirect to www, to a login page, or in a circle",
            "a redirect to a host that is gone, or whose certificate ended",
            "a firewall that swallows port 443 instead of refusing it",
        ],
        remedies: [.serveWellKnown, .renewCertificate])

    static let wellKnownDelegation = ExplainPage(
        why: [
            "The file must be a JSON object whose m.server is a host, or a host and a port. Peers "
                + "must ignore any other content and go on with SRV records and port 8448, so a "
                + "small mistake sends them to a port where nothing listens.",
            "Some implementations fail instead of going on. So a wrong file works with some peers "
                + "and not with others.",
        ],
        causes: [
            "a scheme or a path in m.server: \"https://matrix.example.org/\"",
            "the document for clients (m.homeserver) at the path of the one for servers",
            "a web page with status 200 for every path (single-page applications do that)",
            "a missing port: without one, SRV records and port 8448 are used, not 443",
        ],
        remedies: [.serveWellKnown])

    static let wellKnownType = ExplainPage(
        why: [
            "The specification asks for Content-Type: application/json and tells peers to read the "
                + "file whatever its type is. Most do; tools and proxies between may not."
        ],
        causes: ["a file without a name extension, which the web server takes for binary data"],
        remedies: [.typeWellKnown])

    static let srvLookup = ExplainPage(
        why: [
            "Where neither the name nor the well-known file has a port, peers ask for SRV records: "
                + "first under _matrix-fed._tcp, then under _matrix._tcp, which is deprecated and "
                + "will go away. The records belong to the delegated name if there is one, else to "
                + "the server name.",
            "An SRV record moves only the connection. Host header and certificate stay those of "
                + "the name, since DNS answers can be forged.",
        ],
        causes: [
            "only the deprecated record exists",
            "the record stands at the base domain, while the well-known file delegates to another "
                + "name",
            "the target is an alias (CNAME), which SRV does not allow",
            "a name server that answers SERVFAIL to questions for SRV",
        ],
        remedies: [.mendServices])

    static let dnsAddresses = ExplainPage(
        why: [
            "Every address that DNS names is one that some peer will use: each has to lead to the "
                + "same homeserver. Peers differ in whether they try the next address when the "
                + "first one fails, and in which family they try first."
        ],
        causes: [
            "a typing mistake in m.server or in the target of an SRV record",
            "an AAAA record that was left behind when the server moved",
            "a name that only the inner network resolves",
        ],
        remedies: [.publishAddresses])
}
