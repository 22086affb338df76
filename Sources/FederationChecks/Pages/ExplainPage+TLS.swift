extension ExplainPage {
    static let tcpConnect = ExplainPage(
        why: [
            "Peers open a connection to each address and port that discovery names. \"Refused\" "
                + "means that the machine is there and nothing listens; silence means that a "
                + "firewall or router drops the packets, or that the address is wrong.",
            "A destination is good only if every address is: a peer with IPv6 will try the AAAA "
                + "record first, and may wait a minute before it tries IPv4.",
        ],
        causes: [
            "no delegation, so that peers try port 8448, which is closed",
            "the web server listens on IPv4 alone, and there is an AAAA record",
            "the port is not forwarded by the router, or closed in the provider's firewall",
            "a content delivery network that does not forward 8448",
        ],
        remedies: [.openPort, .serveWellKnown, .publishAddresses])

    static let tlsHandshake = ExplainPage(
        why: [
            "All federation traffic goes over HTTPS, whatever the port. A port that speaks plain "
                + "HTTP, or ends the handshake, is as good as closed."
        ],
        causes: [
            "the homeserver's plain listener was published on 8448",
            "the web server has no certificate for the name that peers send (SNI)",
            "a client certificate is demanded",
        ],
        remedies: [
            .endPlainHTTP, .admitName, .dropClientCertificate, .modernizeTLS, .mendHandshake,
        ])

    static let tlsVersion = ExplainPage(
        why: [
            "The specification names no version of TLS. Current software speaks 1.2 and 1.3; a "
                + "server that accepts only 1.3 shuts out peers with older libraries, and its "
                + "users see that some servers never answer."
        ],
        causes: [
            "a \"modern\" profile of a configuration generator, which leaves out TLS 1.2",
            "a list of ciphers for RSA, and a certificate whose key is of a curve, or the reverse: "
                + "TLS 1.3 does not depend on the kind of key, TLS 1.2 does",
        ],
        remedies: [.allowOlderTLS, .matchCiphers, .modernizeTLS])

    static let tlsChain = ExplainPage(
        why: [
            "A peer trusts a certificate only if it can follow it, signature by signature, to an "
                + "authority that it knows. The server has to send everything between its own "
                + "certificate and that authority. Browsers fetch what is missing; homeservers do "
                + "not. So a website may look right while no server can connect.",
            "Certificates that are signed by themselves are not accepted, other than by test "
                + "setups that share an authority of their own.",
        ],
        causes: [
            "cert.pem is configured, where fullchain.pem should be",
            "the certificate of a panel, ingress controller or NAS that nobody replaced",
            "a private authority that this machine, or the peers, do not know",
            "the chain was copied by hand when the authority still used other intermediates",
            "a certificate of a staging authority, or one that only a content delivery network trusts",
            "an old root in the chain that has ended since",
            "a certificate of one's own authority that is for clients, or signed by one that is no "
                + "authority",
        ],
        remedies: [
            .sendIntermediate, .replaceSelfSigned, .configureCertificate, .trustAuthority,
            .forwardPort, .leaveOriginCertificate, .leaveStaging, .dropOldRoot, .allowServers,
            .signWithAuthority, .permitName, .strengthenCertificate, .reissueCertificate,
        ])

    static let tlsName = ExplainPage(
        why: [
            "The certificate must be for the name that discovery ends at: the delegated host where "
                + "a well-known file delegates, else the host of the server name. It is not for "
                + "the target of an SRV record. For a name that is an IP address, the certificate "
                + "has to name the address."
        ],
        causes: [
            "no virtual host for this name, so that the default one's certificate is sent",
            "an SRV record, and a certificate for its target",
            "the certificate covers www or the bare domain, not this host",
        ],
        remedies: [.nameCertificate, .serveWellKnown])

    static let tlsExpiry = ExplainPage(
        why: [
            "From the moment a certificate expires, every peer refuses the server, in both "
                + "directions: they can no longer fetch the keys that its requests are checked "
                + "with. The warning comes 14 days before, or at two thirds of the lifetime of "
                + "short-lived certificates: by then an automatic renewal should have happened."
        ],
        causes: [
            "the certificate was renewed, and the service was not reloaded",
            "port 443 was reloaded, and the listener on 8448 was forgotten",
            "the renewal fails since port 80 was closed, or the DNS provider was changed",
        ],
        remedies: [.renewCertificate, .renewIntermediate])

    static let tlsTransparency = ExplainPage(
        why: [
            "Public authorities write each certificate into public logs, and put the logs' signed "
                + "timestamps (SCTs) into it, so that nobody can have one for your name without your "
                + "knowing. They may come in the handshake or in a stapled OCSP answer as well. The specification encourages it; homeservers do not demand it so far, "
                + "while browsers do."
        ],
        causes: [
            "the certificate was ordered with logging turned off",
            "an authority of one's own that says where its certificate can be fetched",
        ],
        remedies: [.logCertificate])
}
