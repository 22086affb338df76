import SigningKeys

extension ExplainPage {
    static let reachAnswer = ExplainPage(
        why: [
            "Peers go where the name, the well-known file and the SRV records lead, and to port 8448 "
                + "where nothing says otherwise. A homeserver that answers at another port only is "
                + "running, and cannot be found.",
            "Where nothing answers, port 443 of the name and the homeserver that clients are told of "
                + "are asked for the key document, so that the fix can name the right place.",
        ],
        causes: [
            "no well-known file, and port 8448 closed in firewall or router",
            "a content delivery network before the host, which forwards 443 and not 8448",
            "a graphical proxy manager that cannot listen on a second TLS port",
        ],
        remedies: [.openPort, .serveWellKnown])

    static let reachFamilies = ExplainPage(
        why: [
            "Some peers have IPv4 alone, a few have IPv6 alone, and the others differ in which they "
                + "try first. An AAAA record without anybody behind it costs each of them a wait, or "
                + "the message; and a delegated server needs the well-known file in the same family."
        ],
        causes: [
            "an AAAA record whose web server listens on IPv4 alone",
            "a firewall that was opened for IPv4 alone",
            "the base domain has an A record only, and the homeserver both",
        ],
        remedies: [.openPort, .publishAddresses])

    static let reachSame = ExplainPage(
        why: [
            "A peer takes any of the addresses, and may take another one a minute later. If they are "
                + "two homeservers, or one with two key files, what the one signs does not verify "
                + "with the keys of the other."
        ],
        causes: [
            "a record that was left behind when the server moved",
            "two instances behind one name, each with a key file of its own",
        ],
        remedies: [.publishAddresses, .mendKeys])

    static let nameServed = ExplainPage(
        why: [
            "The name of a homeserver is the part of user IDs after the first colon; the host where "
                + "the software runs often has another one. Whoever checks the host sees a server "
                + "that says to be somebody else. So the name that it says is resolved and judged "
                + "as well."
        ],
        causes: [
            "matrix.example.org was checked, and user IDs end in :example.org",
            "server_name was set to the host at the first start",
            "a capital letter in one of the two",
        ],
        remedies: [.chooseName])

    static let keyFileMatch = ExplainPage(
        why: [
            "With the key file of the server at hand, what is published can be held against it: that "
                + "its public keys are there, by the same IDs, and that its secrets are not. "
                + "Nothing is signed, and the file is read and nothing else."
        ],
        causes: [
            "a new key file was made under the former key ID after a reinstallation",
            "the secret was copied into old_signing_keys, which wants the public key",
            "the homeserver uses another file than the one that was given",
        ],
        remedies: [.mendKeys])

    static let clockSkew = ExplainPage(
        why: [
            "Keys and events carry times. To a peer whose clock differs, keys that were just "
                + "published may have expired, or never expire. The clock of each server is read "
                + "from the Date of its answers; where all of them agree against ours, ours is "
                + "the one to doubt."
        ],
        causes: [
            "no time synchronisation, often in virtual machines", "a wrong time zone set by hand",
        ],
        remedies: [
            Remedy(
                "A clock is wrong",
                "run NTP: timedatectl set-ntp true, and look at timedatectl status")
        ])

    static let keysOldPath = ExplainPage(
        why: [
            "Until v1.6 of the specification a key ID stood behind /_matrix/key/v2/server/. Old "
                + "implementations still ask there. 404 is right, and so is the whole document; an "
                + "error of the server, or another document, is not."
        ],
        causes: [
            "a static file at one of the two paths", "a router that answers 500 to what it lacks",
        ],
        remedies: [.routePath, .mendKeys])
}

extension ExplainPage {
    static let wellKnownLifetime = ExplainPage(
        why: [
            "Peers keep the well-known file as long as its headers say, a day where they say "
                + "nothing, and two days at most; a failure is kept for up to an hour. After a move "
                + "the former place has to answer until the last of them has asked again."
        ],
        causes: [
            "a web server that sends one max-age for every file",
            "no-store on every answer, so that each peer asks each time",
            "a cache of a content delivery network that was not purged",
        ],
        remedies: [
            Remedy(
                "The file is kept too long, or not at all",
                "send Cache-Control: max-age=86400 for /.well-known/matrix/server",
                [
                    .nginx: "add_header Cache-Control \"max-age=86400\"; in location = "
                        + "/.well-known/matrix/server",
                    .apache: "Header set Cache-Control \"max-age=86400\" in <Location "
                        + "/.well-known/matrix/server>",
                    .caddy: "header /.well-known/matrix/server Cache-Control max-age=86400",
                ])
        ])

    static let wellKnownRedirects = ExplainPage(
        why: [
            "Peers should follow redirects, and each stops after another number of them. Every hop is "
                + "one more host whose certificate and address have to be right.",
            "Who has the host at the end of the way decides where the traffic of the server goes. "
                + "A host under another domain should be one that is trusted with that.",
        ],
        causes: [
            "a website that moves everything to www", "a login wall before every path",
            "a website that is hosted elsewhere, under the domain of the host",
        ],
        remedies: [.serveWellKnown])

    static let wellKnownAddresses = ExplainPage(
        why: [
            "A peer asks one address of the name for the well-known file, and takes what it gets. "
                + "Where one address has no file, or an old one, federation works with some peers "
                + "and not with others, and differs from day to day."
        ],
        causes: [
            "the web server listens on IPv4 alone, and there is an AAAA record",
            "one of two web servers was forgotten when the file was put there",
            "a record that was left behind when the website moved",
        ],
        remedies: [.serveWellKnown, .publishAddresses])

    static let srvTargets = ExplainPage(
        why: [
            "Peers take the record with the lowest priority, among equals one by weight, and many "
                + "never try a second one. So each target has to be a host with addresses of its "
                + "own: no alias, no address, and a port from 1 to 65535."
        ],
        causes: [
            "a target that is a CNAME of a hosting provider",
            "a host that was switched off and left in the record",
        ],
        remedies: [.mendServices])

    static let srvAgreement = ExplainPage(
        why: [
            "v1.8 of the specification renamed _matrix._tcp to _matrix-fed._tcp. Newer peers use the "
                + "new record and never look at the old one; older peers know the old one alone. "
                + "If they differ, so does where peers go."
        ],
        causes: ["one of the two was changed in a move, and the other forgotten"],
        remedies: [.mendServices])

    static let srvUnused = ExplainPage(
        why: [
            "SRV records belong to the delegated name where there is a well-known file, and play no "
                + "part at all where a port is given. A record that nobody asks for does no harm, "
                + "and misleads whoever looks for a fault."
        ],
        causes: [
            "a record of the base domain, from before the well-known file",
            "_matrix-identity._tcp, which is about identity servers",
        ],
        remedies: [.mendServices])
}
