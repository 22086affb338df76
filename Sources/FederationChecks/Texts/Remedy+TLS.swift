extension Remedy {
    static let endPlainHTTP = Remedy(
        "The port speaks HTTP without TLS",
        "put TLS in front of the port, or delegate to a port that has it",
        [
            .nginx: "write \"ssl\" behind the port in listen, and name ssl_certificate and "
                + "ssl_certificate_key; then reload",
            .apache: "set SSLEngine on in this port's <VirtualHost>, with SSLCertificateFile and "
                + "SSLCertificateKeyFile; then reload",
            .caddy: "write the site's address as https://, not http://, and leave tls out or name "
                + "the certificate; then reload",
            .haproxy: "write \"ssl crt /path/to/bundle.pem\" behind the bind line; then reload",
            .lighttpd: "set ssl.engine = \"enable\" and ssl.pemfile in this port's "
                + "$SERVER[\"socket\"]; then reload",
            .traefik: "give the entry point's router tls, or use another entry point",
            .synapse: "set tls: true for this listener, with tls_certificate_path and "
                + "tls_private_key_path, or put a web server before it",
        ])

    static let mendHandshake = Remedy(
        "The handshake is refused",
        "see the log of the web server: a server name that it has no certificate for, TLS versions "
            + "or ciphers that nobody shares, ciphers that do not fit the certificate's key (RSA or "
            + "ECDSA), or a client certificate that it wants",
        [
            .nginx: "give the host a server block of its own with ssl_certificate; without one, "
                + "ssl_reject_handshake ends the handshake",
            .caddy: "add a site for this host name; Caddy ends the handshake for names that it "
                + "does not serve",
            .haproxy: "add a certificate for this host name to crt or crt-list; strict-sni ends "
                + "the handshake without one",
        ])

    static let dropClientCertificate = Remedy(
        "A client certificate is demanded",
        "demand no client certificate on the port of federation: peers prove who they are by "
            + "signing each request",
        [
            .nginx: "ssl_verify_client off (or no such line) in the server block of federation; "
                + "then reload",
            .apache: "SSLVerifyClient none in the <VirtualHost> of federation; then reload",
            .caddy: "leave client_auth out of the site's tls block; then reload",
            .haproxy: "take \"verify required\" and ca-file off the bind line; then reload",
            .lighttpd: "ssl.verifyclient.activate = \"disable\" for this port; then reload",
            .traefik: "take clientAuth out of the TLS options of the router",
        ])

    static let admitName = Remedy(
        "The name that peers send is refused",
        "give this host name a certificate and a rule of its own: the server knows other names only",
        [
            .nginx: "give the host a server block with server_name and ssl_certificate: the "
                + "default one has ssl_reject_handshake; then reload",
            .apache: "give the host a <VirtualHost> with ServerName: SSLStrictSNIVHostCheck "
                + "refuses names without one; then reload",
            .caddy: "add a site for this host name; then reload",
            .haproxy: "add a certificate for this name to crt or crt-list: strict-sni refuses "
                + "names without one; then reload",
            .traefik: "add a router with a Host rule for this name: sniStrict refuses others",
        ])

    static let modernizeTLS = Remedy(
        "Only old versions or weak ciphers are accepted",
        "accept TLS 1.2 and 1.3 with the server's default ciphers, and a key of RSA 2048 or EC P-256",
        [
            .nginx: "ssl_protocols TLSv1.2 TLSv1.3, and no ssl_ciphers of one's own; then reload",
            .apache: "SSLProtocol -all +TLSv1.2 +TLSv1.3, and no SSLCipherSuite of one's own; then "
                + "reload",
            .caddy: "leave protocols and ciphers out of the site's tls block; then reload",
            .haproxy: "ssl-default-bind-options ssl-min-ver TLSv1.2, and no "
                + "ssl-default-bind-ciphers of one's own; then reload",
            .lighttpd: "ssl.openssl.ssl-conf-cmd = (\"MinProtocol\" => \"TLSv1.2\"); then reload",
            .traefik: "minVersion: VersionTLS12 in the TLS options, and no cipherSuites",
        ])

    static let matchCiphers = Remedy(
        "The ciphers of TLS 1.2 do not fit the key of the certificate",
        "leave out a list of ciphers of one's own, or name those of the certificate's kind: "
            + "ECDHE-ECDSA-… for a key of a curve, ECDHE-RSA-… for RSA; or have a certificate of "
            + "both kinds",
        [
            .nginx: "no ssl_ciphers of one's own, or one with ECDHE-ECDSA-… for a key of a curve "
                + "and ECDHE-RSA-… for RSA; then reload",
            .apache: "no SSLCipherSuite of one's own, or one with ECDHE-ECDSA-… for a key of a "
                + "curve and ECDHE-RSA-… for RSA; then reload",
            .haproxy: "no ssl-default-bind-ciphers of one's own, or ones with ECDHE-ECDSA-… for a "
                + "key of a curve and ECDHE-RSA-… for RSA; then reload",
            .lighttpd: "no CipherString in ssl.openssl.ssl-conf-cmd, or one that fits the key; "
                + "then reload",
            .traefik: "no cipherSuites in the TLS options, or ones that fit the key",
        ])

    static let allowOlderTLS = Remedy(
        "Only TLS 1.3 is accepted",
        "accept TLS 1.2 as well",
        [
            .nginx: "ssl_protocols TLSv1.2 TLSv1.3; then reload",
            .apache: "SSLProtocol -all +TLSv1.2 +TLSv1.3; then reload",
            .caddy: "in the site's tls block: protocols tls1.2 tls1.3; then reload",
            .haproxy: "ssl-default-bind-options ssl-min-ver TLSv1.2; then reload",
            .lighttpd: "ssl.openssl.ssl-conf-cmd = (\"MinProtocol\" => \"TLSv1.2\"); then reload",
            .traefik: "minVersion: VersionTLS12 in the TLS options",
        ])

    static let sendIntermediate = Remedy(
        "The server leaves out an intermediate certificate",
        "send the whole chain: the certificate file must hold the server's own certificate and "
            + "every intermediate after it (fullchain.pem, not cert.pem); then reload",
        [
            .nginx: "ssl_certificate must name fullchain.pem, not cert.pem; then reload",
            .apache: "SSLCertificateFile must name fullchain.pem, not cert.pem; then reload",
            .caddy: "tls must name fullchain.pem and its key, or be left out, so that Caddy gets "
                + "the certificate itself; then reload",
            .haproxy: "crt must name a file that holds certificate, intermediates and key, in this "
                + "order; then reload",
            .lighttpd: "ssl.pemfile must name fullchain.pem, with ssl.privkey beside it; then "
                + "reload",
            .traefik: "certFile must name fullchain.pem, not cert.pem",
            .synapse: "tls_certificate_path must name fullchain.pem, not cert.pem; then restart",
        ])

    static let renewIntermediate = Remedy(
        "A certificate above the server's own is outside its dates",
        "renew the certificate, and send the chain that comes with it, whole and as it is "
            + "(fullchain.pem): the intermediate that is sent is an old one; then reload")

    static let trustAuthority = Remedy(
        "The chain ends at an authority that is not trusted",
        "if peers are to trust it, use a certificate by a public authority; if it is your own "
            + "authority, give it to fedctl with --ca FILE, and to every peer",
        [
            .synapse: "use a certificate by a public authority; for your own authority, peers that "
                + "run Synapse need it in federation_custom_ca_list, and fedctl in --ca FILE"
        ])

    static let replaceSelfSigned = Remedy(
        "The certificate is signed by itself",
        "get a certificate from a public authority: no peer accepts one that is signed by itself",
        [
            .nginx: "ssl_certificate and ssl_certificate_key must name a certificate by a public "
                + "authority (certbot --nginx gets one); then reload",
            .apache: "SSLCertificateFile and SSLCertificateKeyFile must name a certificate by a "
                + "public authority (certbot --apache gets one); then reload",
            .caddy: "remove \"tls internal\", so that Caddy gets a certificate by a public "
                + "authority; then reload",
            .haproxy: "crt must name a bundle with a certificate by a public authority; then "
                + "reload",
            .lighttpd: "ssl.pemfile must name a certificate by a public authority; then reload",
            .traefik: "give the router a certResolver, or name a certificate",
            .synapse: "tls_certificate_path must name a certificate by a public authority; then "
                + "restart",
        ])

    static let configureCertificate = Remedy(
        "The front end sends its default certificate",
        "give this host name a certificate of its own: no rule of the front end covers it",
        [
            .nginx: "add the host to the tls section of its ingress, or give its server block "
                + "ssl_certificate",
            .caddy: "remove \"tls internal\" from this site, or write its address with its name, "
                + "so that Caddy gets a certificate by a public authority; then reload",
            .traefik: "add a router with a Host rule for this name, and tls with a certResolver",
        ])

    static let forwardPort = Remedy(
        "The router answers itself",
        "forward the port in the router to the machine with the homeserver: so far the router's own "
            + "page answers; from inside the network this can be so while it is right from outside")

    static let leaveOriginCertificate = Remedy(
        "The certificate is meant for Cloudflare alone",
        "use a certificate by a public authority: one of Cloudflare's origin authority is trusted by "
            + "Cloudflare alone, so it does for proxied records only",
        [
            .cloudflare:
                "set the record to \"Proxied\", on a port that Cloudflare forwards, or use "
                + "a certificate by a public authority"
        ])

    static let leaveStaging = Remedy(
        "The certificate comes from a staging authority",
        "get the certificate from the real authority: remove --test-cert or --staging, or the staging "
            + "directory in the configuration, and renew with --force-renewal",
        [
            .caddy: "remove the staging acme_ca from the configuration; then reload",
            .traefik: "remove the staging caServer, and acme.json; then restart",
        ])

    static let dropOldRoot = Remedy(
        "The chain holds the certificate of a root that has ended",
        "leave it out of the chain: renew with the authority's current chain (certbot: "
            + "--preferred-chain \"ISRG Root X1\"), or remove it from fullchain.pem; then reload")

    static let logCertificate = Remedy(
        "The certificate is in no transparency log",
        "renew it at an authority that logs what it issues, as public authorities do by default; a "
            + "private one that says where its own certificate is needs nothing")

    static let nameCertificate = Remedy(
        "The certificate is for another name",
        "get a certificate that has this name among its subject alternative names, and have it "
            + "sent for this host",
        [
            .nginx: "give this host a server block with server_name and its own ssl_certificate; "
                + "otherwise the default_server's certificate is sent; then reload",
            .apache: "give this host a <VirtualHost> with ServerName and its own "
                + "SSLCertificateFile; otherwise the first one's certificate is sent; then reload",
            .caddy: "add a site for this host name; then reload",
            .haproxy: "add a certificate for this name to the directory or crt-list of the bind "
                + "line; then reload",
            .lighttpd: "set ssl.pemfile for this name in $HTTP[\"host\"]; then reload",
            .traefik: "add a router with a Host rule for this name, and tls with a certResolver",
            .synapse: "tls_certificate_path must name a certificate for this name; then restart",
        ])

    static let renewCertificate = Remedy(
        "The certificate has expired, or is about to",
        "renew the certificate, and reload every service that serves it, on every port",
        [
            .nginx: "renew it, then nginx -s reload (certbot: --deploy-hook \"systemctl reload "
                + "nginx\")",
            .apache: "renew it, then apachectl graceful (certbot: --deploy-hook \"systemctl reload "
                + "apache2\")",
            .caddy: "see Caddy's log for why it could not renew, mostly port 80 or 443 closed to "
                + "the authority",
            .haproxy: "renew it, write the bundle anew, then reload (certbot: a --deploy-hook that "
                + "does both)",
            .lighttpd: "renew it, then reload (certbot: --deploy-hook \"systemctl reload "
                + "lighttpd\")",
            .traefik: "see Traefik's log for why its certResolver could not renew",
            .synapse: "renew it, then send Synapse a SIGHUP: it reads the certificate anew",
        ])
}
