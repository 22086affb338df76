extension ExplainPage {
    static let proxyHost = ExplainPage(
        why: [
            "Peers send the Host that discovery demands: the server name, the delegated name, or "
                + "either with its port; with SRV it is not the name of the target. A front end "
                + "that compares it with another text answers with a page of its own.",
            "Where the right Host does not reach the homeserver, a few others are tried, and the "
                + "finding says which one works.",
        ],
        causes: [
            "a rule that compares Host with the name, while peers send name and port",
            "a rule for the name of the machine, while peers send the server name (SRV)",
            "no default site, or the wrong one",
        ],
        remedies: [.acceptHost])

    static let proxyAgents = ExplainPage(
        why: [
            "Bot protection lets some programs through and not others: federation works with some "
                + "servers only, or only for reading. The key document is asked for as Synapse, as "
                + "a program in Go, as conduwuit, as a media repository, as curl, and as fedctl, "
                + "the version as the first two; joins and transactions are tried with PUT, "
                + "without a signature.",
            "A refusal of one program is believed at once; an error 5xx, or no answer, only where "
                + "it comes again for that program, and fedctl is answered. A 429 tells nothing.",
        ],
        causes: [
            "a challenge page of a provider, which only browsers can solve",
            "a list of user agents, with Go-http-client on it",
            "a rule that lets GET and POST through, and not PUT",
        ],
        remedies: [.exemptPrograms])

    static let proxyCharacters = ExplainPage(
        why: [
            "Room, event and user IDs stand in the path, with their !, $, @ and colon encoded (%21, %24, "
                + "%40, %3A); a signature covers the path as it was sent. A front end that decodes "
                + "them breaks the signature of nearly every request: the homeserver answers 401, "
                + "while the version and the keys look well. Synapse says in its refusal of media that "
                + "nobody has which path arrived, so it can be compared with what was sent. Behind Apache, where "
                + "the homeserver does not say so, the version is asked for with a letter encoded: Apache "
                + "decodes the whole path, or nothing of it.",
            "Some front ends leave these, and refuse, redirect or decode rarer ones: that breaks "
                + "requests about rooms and users whose IDs have them, such as event IDs with a "
                + "slash in rooms of version 3, and is a warning. One request holds all of them; only "
                + "where it does not arrive is each asked alone.",
        ],
        causes: [
            "Apache without AllowEncodedSlashes NoDecode, or without nocanon",
            "nginx with a path behind the port in proxy_pass",
            "Traefik 3.6.4 to 3.6.6, which refuses them until told otherwise",
            "Envoy Gateway, which redirects to the decoded path",
            "lighttpd, which decodes %2F until told otherwise",
        ],
        remedies: [.keepCharacters])

    static let proxyQuery = ExplainPage(
        why: [
            "Peers say in the query whose profile, which room version or which event they ask for, and a "
                + "signature covers it with the path. A front end that forwards the path alone, or puts a "
                + "query of its own in place, breaks all of that, while the version and the keys look well.",
            "openid/userinfo is asked with ?access_token=… and without. Both need no signature; where the "
                + "homeserver answers the first as the second, that no token is there, the query was lost on "
                + "the way.",
        ],
        causes: [
            "nginx with a variable in proxy_pass, such as $uri or $1, which holds the path alone",
            "nginx with set $args, or Apache with a RewriteRule that ends in ? or has QSD",
            "HAProxy with set-query, or with set-uri and no query in it",
        ],
        remedies: [.keepQuery])

    static let proxyBodySize = ExplainPage(
        why: [
            "A transaction holds up to 50 events of 65,536 bytes and 100 pieces of ephemeral data: "
                + "several megabytes. Where the front end refuses it with 413, the peer sends the "
                + "same one again and again, and nothing after it.",
            "A body of 55 MB is announced with \"Expect: 100-continue\" and never sent; smaller ones, "
                + "of 12, 3.5 and 1.1 MB, only where that is refused. Below 12 MB a limit is a "
                + "warning, below 3.5 MB a failure. Apache and Caddy answer 100 whatever their limit "
                + "is, so that nothing can be told there.",
        ],
        causes: [
            "nginx without client_max_body_size: its default is 1 MB",
            "a second proxy with a limit of its own",
        ],
        remedies: [.raiseBodyLimit])

    static let proxyVersions = ExplainPage(
        why: [
            "The specification names no version of HTTP. Synapse speaks HTTP/1.1; servers in Go and "
                + "Rust take HTTP/2 where the handshake offers it. A front end that offers it, and "
                + "has other rules or a fault there, shuts out some servers only. The version is "
                + "asked for once over HTTP/2, where the server chose that."
        ],
        causes: [
            "HTTP/2 that is switched on for the port, and another site or rule for it",
            "a forwarder of TLS that offers HTTP/2 for a server that has none",
        ],
        remedies: [.alignVersions])

    static let proxyPort = ExplainPage(
        why: [
            "Without a delegation peers use port 8448. Many front ends, above all those with a "
                + "graphical interface, serve TLS on one port only. A well-known file that "
                + "delegates to port 443 makes a second one needless. Port 443 is asked only where "
                + "8448 is closed."
        ],
        causes: ["no well-known file, and a proxy that cannot listen on 8448"],
        remedies: [.serveWellKnown])

    static let authHeader = ExplainPage(
        why: [
            "Every signed request carries its signature in the Authorization header. A login "
                + "gateway, or a server that parses the header for itself, takes it away, and the "
                + "homeserver refuses everything.",
            "A request is sent twice, without the header and with one that nobody can verify; its "
                + "origin is a name below .invalid, so that the homeserver asks nobody for a key. "
                + "The two refusals must differ.",
        ],
        causes: [
            "a login gateway or basic authentication before the homeserver",
            "a rule that removes or replaces the header",
        ],
        remedies: [.keepAuthorization])

    static let authDestination = ExplainPage(
        why: [
            "A signed request names the server that it is meant for. A homeserver that is reached "
                + "by an old name, or shares its address with another, refuses it."
        ],
        causes: [
            "a delegation of an old name that leads to the new server",
            "two servers on one machine, and a proxy that mixes them up",
            "server_name in the homeserver's configuration is not the name that is delegated",
        ],
        remedies: [.tellAuthors])

    static let answerJSON = ExplainPage(
        why: [
            "Peers read JSON objects in UTF-8, and some of them only where the Content-Type says "
                + "so. All answers below /_matrix/ are judged; nothing more is asked."
        ],
        causes: [
            "a proxy that replaces the Content-Type", "an old or unfinished homeserver",
        ],
        remedies: [.tellAuthors])

    static let answerErrors = ExplainPage(
        why: [
            "Peers decide by the errcode of a refusal whether to try again, to ask otherwise, or to "
                + "give up. All refusals below /_matrix/ are judged; nothing more is asked."
        ],
        causes: ["a proxy that makes JSON errors of its own", "an unfinished homeserver"],
        remedies: [.tellAuthors])

    static let answerRateLimit = ExplainPage(
        why: [
            "A peer that is told 429 waits as long as Retry-After says. Without it, each guesses. "
                + "Nothing is asked to provoke a 429; those that came are judged."
        ],
        causes: ["a limit in the front end, which answers with a page", "an old homeserver"],
        remedies: [.tellAuthors])

    static let answerTime = ExplainPage(
        why: [
            "Peers wait about 10 seconds for a key, and then refuse what the server sends with 401. "
                + "The key document is asked for six times and the version three times, as several "
                + "programs; the slowest answer counts. A late one is asked for four times more."
        ],
        causes: [
            "a homeserver without memory or with a slow database",
            "a name server that the homeserver waits for",
            "a front end that tries a dead address first",
        ],
        remedies: [.startHomeserver])

    static let answerStable = ExplainPage(
        why: [
            "Two upstreams, one of them dead, answer now so and now so: federation works and fails "
                + "by chance. The key document is asked for six times and the version three times, "
                + "as several programs. Where an answer is 502, 503 or 504, or none, the same "
                + "request, headers and all, is sent four times more, each over a connection of its "
                + "own."
        ],
        causes: [
            "\"localhost\" in the proxy's configuration is both 127.0.0.1 and ::1, and the "
                + "homeserver listens on one of them",
            "a worker that crashed",
            "two homeservers behind one name",
        ],
        remedies: [.startHomeserver])

    static let routeMethod = ExplainPage(
        why: [
            "A path that is known, asked with a method that is not, must be refused with 405 and "
                + "M_UNRECOGNIZED, so that peers can tell a missing method from a missing path. "
                + "Version and key document are asked for with POST."
        ],
        causes: ["a homeserver that was written before the rule", "a proxy that refuses POST"],
        remedies: [.tellAuthors, .exemptPrograms])

    static let routeFederation = ExplainPage(
        why: [
            "A listener can serve clients alone. Then everything works with an app, and no other "
                + "server gets an answer. What clients ask is tried only where federation does not "
                + "answer."
        ],
        causes: [
            "the listener has no federation resource",
            "federation is off on purpose: then leave this check out with --without",
        ],
        remedies: [.addFederation, .routePath])

    static let mediaRoute = ExplainPage(
        why: [
            "Peers fetch pictures and files with signed requests. Where the path is not routed, or "
                + "unknown to an old homeserver, avatars and files of this server are missing "
                + "elsewhere."
        ],
        causes: [
            "a media repository beside the homeserver that only gets /_matrix/media",
            "a homeserver that is older than version 1.11 of the specification",
        ],
        remedies: [.routePath])

    static let openIDUserinfo = ExplainPage(
        why: [
            "Services of other servers, such as those for calls and widgets, ask this path whose a "
                + "token is. Where they get no answer, calls between servers do not begin "
                + "(M_LOOKUP_FAILED). A token that nobody gave out is sent, and none."
        ],
        causes: [
            "a listener or a tunnel that forwards only some paths",
            "bot protection",
        ],
        remedies: [.routePath, .exemptPrograms])

    static let wellKnownAgents = ExplainPage(
        why: [
            "The website of the name often has bot protection that the homeserver's own host has "
                + "not. Who is blocked does not find the homeserver. The document is asked for as "
                + "Synapse, as a program in Go, as conduwuit, as a media repository and as curl."
        ],
        causes: ["bot protection of the website", "a list of user agents"],
        remedies: [.exemptPrograms])

    static let wellKnownSupport = ExplainPage(
        why: [
            "The document says whom to tell about abuse and faults. It needs contacts, each with a "
                + "role and a way to reach it, or the address of a page."
        ],
        causes: ["a file that was written by hand"],
        remedies: [.serveSupport])

    static let wellKnownPolicy = ExplainPage(
        why: [
            "Rooms that name this server as their policy server need its key: 32 bytes in base64."
        ],
        causes: ["a key that was cut off or wrapped", "the private instead of the public key"],
        remedies: [.servePolicy])

    static let callsFoci = ExplainPage(
        why: [
            "Clients find the service for calls in /.well-known/matrix/client, and read it in a "
                + "browser: it must be a list of services with https addresses, and allow every "
                + "origin. A server without such a service is not wrong."
        ],
        causes: ["a file without the header Access-Control-Allow-Origin", "http instead of https"],
        remedies: [.serveClientDocument])
}
