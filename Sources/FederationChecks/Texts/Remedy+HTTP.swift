extension Remedy {
    static let openPort = Remedy(
        "Nothing answers at the address and port",
        "open the port in firewall and router, have the web server listen on it for IPv4 and IPv6, "
            + "or delegate to a port that is open",
        [
            .nginx: "listen 443 ssl; and listen [::]:443 ssl; (and both for 8448, if that is "
                + "used); then reload",
            .apache: "Listen 443, and Listen 8448 if that is used, each with a <VirtualHost "
                + "*:PORT>; then reload",
            .caddy: "write the site's address with the port, example.org:8448, beside the one "
                + "without; then reload",
            .haproxy: "bind :::443 v4v6 ssl crt …, and the same for 8448 if that is used; then "
                + "reload",
            .lighttpd: "$SERVER[\"socket\"] == \"[::]:443\" beside the one for IPv4; then reload",
            .cloudflare: "it forwards 443 and 8443, not 8448: delegate to 443, or set the record "
                + "to \"DNS only\"",
        ])

    static let routePath = Remedy(
        "A path does not reach the homeserver",
        "forward all of /_matrix/, for this Host, to the homeserver, paths unchanged",
        [
            .nginx:
                "location /_matrix/ { proxy_pass http://127.0.0.1:8008; client_max_body_size 50m; } without anything "
                + "after the port, in the server block of this Host; then reload",
            .apache: "ProxyPass /_matrix http://127.0.0.1:8008/_matrix nocanon, with "
                + "AllowEncodedSlashes NoDecode, in the <VirtualHost> of this Host; then reload",
            .caddy: "reverse_proxy /_matrix/* 127.0.0.1:8008 in the site of this Host; then reload",
            .haproxy: "use_backend matrix if { path_beg /_matrix }, and no hdr(host) -i rule that "
                + "forgets a host with a port; then reload",
            .lighttpd: "proxy.server in $HTTP[\"url\"] =~ \"^/_matrix/\", and "
                + "server.http-parseopts with \"url-path-2f-decode\" => \"disable\"; then reload",
            .traefik: "a router with PathPrefix(`/_matrix`) and a Host rule for this host",
            .synapse: "the listener needs \"federation\" among its resources; then restart",
        ])

    static let startHomeserver = Remedy(
        "The front end cannot reach the homeserver",
        "start the homeserver, or mend the address and port to which the front end forwards",
        [
            .nginx: "proxy_pass must name the address and port on which the homeserver listens; "
                + "127.0.0.1 rather than localhost, which may be ::1; see its error log",
            .apache: "ProxyPass must name the address and port on which the homeserver listens; "
                + "127.0.0.1 rather than localhost, which may be ::1; see its error log",
            .caddy: "reverse_proxy must name the address and port on which the homeserver listens; "
                + "see Caddy's log",
            .haproxy: "the backend's server line must name the address and port on which the "
                + "homeserver listens, and its check must pass",
            .lighttpd: "proxy.server must name the host and port on which the homeserver listens",
            .traefik: "the service's URL must name the address and port on which the homeserver "
                + "listens",
        ])

    static let typeWellKnown = Remedy(
        "The well-known file has no JSON type",
        "send the file with Content-Type: application/json",
        [
            .nginx: "location = /.well-known/matrix/server { default_type application/json; … }; "
                + "then reload",
            .apache: "<Files \"server\"> ForceType application/json </Files> in the directory of "
                + "the file; then reload",
            .caddy: "header /.well-known/matrix/* Content-Type application/json; then reload",
            .haproxy: "http-request return status 200 content-type application/json string … for "
                + "this path; then reload",
            .lighttpd: "mimetype.assign with \"server\" => \"application/json\" in this directory; "
                + "then reload",
        ])

    static let serveWellKnown = Remedy(
        "The well-known file is missing or wrong",
        "serve {\"m.server\":\"matrix.example.org:443\"} at /.well-known/matrix/server of the host "
            + "that the server is named after: host or host:port, no scheme, no path",
        [
            .nginx: "location = /.well-known/matrix/server { default_type application/json; return "
                + "200 '{\"m.server\":\"matrix.example.org:443\"}'; }",
            .apache: "Alias /.well-known/matrix/server /var/www/matrix-server.json, with ForceType "
                + "application/json for it",
            .caddy: "handle /.well-known/matrix/server { header Content-Type application/json; "
                + "respond `{\"m.server\":\"matrix.example.org:443\"}` }",
            .haproxy: "http-request return status 200 content-type application/json string "
                + "'{\"m.server\":\"matrix.example.org:443\"}' if { path "
                + "/.well-known/matrix/server }",
            .lighttpd: "put the file at .well-known/matrix/server below server.document-root, with "
                + "mimetype application/json",
            .synapse: "serve_server_wellknown: true answers it on the homeserver's own listener, "
                + "as \"name:443\"",
        ])

    static let publishAddresses = Remedy(
        "The name leads nowhere",
        "add A and AAAA records for the host, and remove those that no longer lead to it")

    static let mendServices = Remedy(
        "An SRV record is old, broken or misunderstood",
        "name the service _matrix-fed._tcp, a target that has A or AAAA records of its own (no "
            + "alias, no address), and the port; or use a well-known file, which needs no SRV "
            + "record")

    static let chooseName = Remedy(
        "The name is not what peers take for one",
        "check the name after the first colon of a user ID, in lower case, without scheme and path")

    static let mendKeys = Remedy(
        "The key document is not what peers accept",
        "let the homeserver make the document: server_name must be the name in user IDs, every key "
            + "must sign the document without its signatures and unsigned, and valid_until_ts must "
            + "be milliseconds ahead",
        [
            .synapse: "server_name in homeserver.yaml must be the name in user IDs; "
                + "signing_key_path must be readable; retired keys belong to old_signing_keys, "
                + "with their public part"
        ])

    static let tellAuthors = Remedy(
        "The homeserver answers otherwise than the specification says",
        "update the homeserver; if the newest release does it too, tell its authors")
}
