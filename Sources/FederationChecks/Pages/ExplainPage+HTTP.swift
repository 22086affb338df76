extension ExplainPage {
    static let versionAnswer = ExplainPage(
        why: [
            "GET /_matrix/federation/v1/version is answered by every homeserver, without a "
                + "signature. It is the simplest proof that a request with the right Host header "
                + "gets through all proxies to the homeserver."
        ],
        causes: [
            "the proxy has no rule for the Host that peers send (with :8448, or the delegated "
                + "name)",
            "the homeserver is down, or listens elsewhere than the proxy thinks",
            "the listener of the homeserver serves clients only",
            "bot protection answers with a page that programs cannot solve",
        ],
        remedies: [.routePath, .startHomeserver])

    static let routeMap = ExplainPage(
        why: [
            "Federation uses paths below /_matrix/federation and /_matrix/key. A proxy that "
                + "forwards only some of them lets simple tests pass, while joins, keys or media "
                + "fail. Requests without a signature tell where a path leads: a homeserver "
                + "refuses them in JSON with an errcode, a proxy answers with a page of its own.",
            "The requests name users, rooms and media that cannot exist. Nothing is changed by "
                + "them. Where joins or invites of v2 are not found, v1 is asked too: a map of workers "
                + "may name v1 alone.",
        ],
        causes: [
            "only /_matrix/federation is forwarded, and /_matrix/key is not",
            "a list of single paths that was right for an older version of the specification",
            "a split between worker processes that does not know an endpoint",
            "two upstreams, one of which is dead",
        ],
        remedies: [.routePath, .startHomeserver])

    static let routeUnknown = ExplainPage(
        why: [
            "Peers find out what a server supports by asking: a path that it does not know must be "
                + "refused with 404 and M_UNRECOGNIZED. A page of a proxy in its place looks to "
                + "them like a broken server, and some stop asking anything."
        ],
        causes: [
            "the proxy forwards a list of known paths, and answers all others itself",
            "a homeserver that was written before the rule",
        ],
        remedies: [.routePath, .tellAuthors])

    static let authRequired = ExplainPage(
        why: [
            "All but a few endpoints take only requests that a server signed. One that answers "
                + "without a signature gives what rooms and users trusted to servers to anybody on "
                + "the Internet."
        ],
        causes: [
            "a homeserver in development, whose check is not there yet",
            "a cache in the proxy that keeps answers of signed requests and gives them to all",
        ],
        remedies: [.tellAuthors])
}
