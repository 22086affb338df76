extension Remedy {
    static let acceptHost = Remedy(
        "The front end does not know the Host that peers send",
        "a rule of the front end names the host without the port, or another host",
        [
            .nginx: "add the name to server_name of the server block that forwards /_matrix/, or "
                + "make that block the default_server of its listen line; then reload",
            .apache: "add the name as ServerAlias to the <VirtualHost> that forwards /_matrix, "
                + "without a port; then reload",
            .caddy:
                "add the name to the addresses of the site that forwards /_matrix/; then reload",
            .haproxy: "compare with hdr(host),field(1,:) or hdr_dom(host), not hdr(host), which "
                + "has the port in it; then reload",
            .lighttpd:
                "match $HTTP[\"host\"] == \"name\" without a port, which fits a Host with any "
                + "port, and name every host that peers send; then reload",
            .traefik: "name every host that peers send in the router's Host rule",
            .envoy: "add the name with and without the port to the virtual host's domains",
        ])

    static let exemptPrograms = Remedy(
        "The front end blocks programs",
        "exempt /_matrix/* and /.well-known/matrix/* from bot protection, from lists of user agents "
            + "and from rules about methods: peers are programs, cannot solve a challenge, and use "
            + "PUT",
        [
            .nginx: "exempt /_matrix/ and /.well-known/matrix/ from every if ($http_user_agent …), "
                + "limit_except and WAF module; then reload",
            .apache:
                "exempt /_matrix and /.well-known/matrix from mod_security, BrowserMatch rules "
                + "and <LimitExcept>; then reload",
            .caddy: "exempt /_matrix/* and /.well-known/matrix/* from matchers on User-Agent and "
                + "method; then reload",
            .haproxy:
                "exempt path_beg /_matrix and /.well-known/matrix from http-request deny rules "
                + "on User-Agent and method; then reload",
            .lighttpd: "exempt /_matrix/ and /.well-known/matrix/ from url.access-deny and from "
                + "conditions on $HTTP[\"user-agent\"] and $HTTP[\"request-method\"]; then reload",
            .cloudflare: "make a WAF rule that skips bot fight mode, challenges and managed rules "
                + "for /_matrix/* and /.well-known/matrix/*",
        ])

    static let dropAuthentication = Remedy(
        "The front end asks for a password",
        "let /_matrix/ through without a password: peers have none, and sign their requests",
        [
            .nginx:
                "auth_basic off; in the location of /_matrix/, and no auth_request; then reload",
            .apache: "Require all granted, and no AuthType, in <Location /_matrix>; then reload",
            .caddy: "exempt /_matrix/* from basic_auth and forward_auth; then reload",
            .haproxy:
                "no http-request auth for path_beg /_matrix; then reload",
            .lighttpd: "no auth.require for /_matrix/; then reload",
        ])

    static let liftFilter = Remedy(
        "A rule of the front end refuses the request with 403",
        "a rule refuses it, which a path that leads nowhere does not get: look for a list of addresses or "
            + "countries, a firewall for web applications (WAF) and a rule about programs or characters, "
            + "and exempt /_matrix/ from them",
        [
            .nginx:
                "look for deny, allow, if (…) { return 403; } and a WAF module (ModSecurity) in what "
                + "applies to /_matrix/, and exempt it; its error log names the rule; then reload",
            .apache:
                "look for Require, mod_security and RewriteRule … [F] in what applies to /_matrix, and "
                + "exempt it; its error log names the rule; then reload",
            .caddy:
                "look for respond, error or abort with a matcher (remote_ip, header) and a WAF module, and "
                + "exempt /_matrix/*; then reload",
            .haproxy:
                "look for http-request deny in what applies to /_matrix, and exempt path_beg /_matrix; "
                + "then reload",
            .lighttpd:
                "look for url.access-deny and conditions on $HTTP[\"remote-ip\"], and exempt "
                + "/_matrix/; then reload",
            .traefik: "no ipAllowList or plugin middleware on the router of /_matrix",
            .envoy: "no RBAC, ext_authz or WAF filter that refuses /_matrix/",
            .cloudflare:
                "Security > Events names the rule; make a WAF rule that skips it for /_matrix/* and "
                + "/.well-known/matrix/*",
        ])

    static let keepPrefix = Remedy(
        "The front end forwards another path than the one that came",
        "forward paths as they came, with /_matrix at their beginning",
        [
            .nginx:
                "proxy_pass http://127.0.0.1:8008; without a slash or path after the port, which takes the "
                + "place of the location's own, and no rewrite; then reload",
            .apache:
                "ProxyPass /_matrix http://127.0.0.1:8008/_matrix nocanon, with /_matrix on both sides; "
                + "then reload",
            .caddy:
                "handle or reverse_proxy /_matrix/*, and not handle_path or uri strip_prefix, which take "
                + "what they match away; then reload",
            .haproxy: "no http-request replace-path, set-path or set-uri for /_matrix; then reload",
            .lighttpd:
                "no url.rewrite, and no proxy.header with map-urlpath, for /_matrix/; then reload",
            .traefik: "no stripPrefix or replacePath middleware on the router of /_matrix",
            .envoy: "no prefix_rewrite or regex_rewrite on the route of /_matrix/",
        ])

    static let endUnavailability = Remedy(
        "The front end answers 503 itself",
        "the front end says so itself: no homeserver behind it is up, it is closed for maintenance, or it limits "
            + "how much is asked; mend what it forwards to, or end the rule for /_matrix/",
        [
            .nginx:
                "look for return 503, limit_req and limit_conn in what applies to /_matrix/ (a homeserver "
                + "that is down is a 502 there); then reload",
            .apache:
                "ProxyPass must name the address and port on which the homeserver listens (it answers 503 "
                + "where nobody does, and for a minute after), and no rule may close /_matrix; see its error "
                + "log",
            .caddy:
                "look for respond or error 503, and for a health check that took the homeserver out (one "
                + "that is down is a 502 there); then reload",
            .haproxy:
                "no server of the backend is up: the server line must name the address and port on which "
                + "the homeserver listens, and its check must pass; or a rule has deny_status 503",
            .lighttpd: "proxy.server must name the host and port on which the homeserver listens",
            .traefik:
                "no server of the service is up: its URL must name the address and port on which the "
                + "homeserver listens, and its health check must pass",
        ])

    static let awaitHomeserver = Remedy(
        "The homeserver does not answer the front end in time",
        "the homeserver takes the request and does not answer in time: see its log and its load (the database, a "
            + "worker that hangs), and the address to which the front end forwards, which may be a firewall's",
        [
            .nginx:
                "the homeserver does not answer within proxy_read_timeout, or proxy_pass names an address "
                + "that swallows connections; see the homeserver's log and load",
            .apache:
                "the homeserver does not answer within ProxyTimeout, or ProxyPass names an address that "
                + "swallows connections; see the homeserver's log and load",
            .caddy:
                "the homeserver does not answer within the transport's timeouts, or reverse_proxy names an "
                + "address that swallows connections; see the homeserver's log and load",
            .haproxy: "the homeserver does not answer within timeout server; see its log and load",
            .traefik:
                "the homeserver does not answer within the forwarding timeouts; see its log and load",
        ])

    static let skipCache = Remedy(
        "A cache answers for the homeserver",
        "cache nothing below /_matrix/: answers depend on who signed the request, and change from one request to "
            + "the next",
        [
            .nginx: "proxy_cache off; for /_matrix/; then reload and empty the cache",
            .apache: "CacheDisable /_matrix; then reload and empty the cache",
            .caddy: "no cache directive for /_matrix/*; then reload and empty the cache",
            .haproxy:
                "no http-request cache-use and no http-response cache-store for /_matrix; then reload",
            .cloudflare:
                "a cache rule that bypasses the cache for /_matrix/*; then purge the cache",
        ])

    static let keepErrors = Remedy(
        "The front end puts pages of its own in place of the homeserver's errors",
        "hand on the homeserver's own errors: peers read their JSON",
        [
            .nginx:
                "proxy_intercept_errors off; in the location of /_matrix/ (it puts error_page in "
                + "place of the homeserver's 404); then reload",
            .apache: "ProxyErrorOverride Off in the <VirtualHost>; then reload",
            .caddy: "no handle_errors for /_matrix/*; then reload",
            .haproxy: "no errorfile for 401, 403 and 404, and no http-response return, on the "
                + "backend of /_matrix; then reload",
        ])

    static let alignVersions = Remedy(
        "HTTP/2 and HTTP/1.1 are answered differently",
        "give both versions of HTTP the same rules, or offer HTTP/1.1 alone",
        [
            .nginx: "leave http2 out of the listen line (http2 off;), or see the error log; then "
                + "reload",
            .apache: "Protocols http/1.1 in the <VirtualHost>, or see the error log; then reload",
            .caddy: "protocols h1 in the servers option, or see the log; then reload",
            .haproxy: "alpn http/1.1 on the bind line; with mode tcp, offer what the server behind "
                + "it speaks; then reload",
            .lighttpd: "server.feature-flags = (\"server.h2proto\" => \"disable\"); then reload",
        ])

    static let keepCharacters = Remedy(
        "The front end refuses, redirects or decodes encoded characters",
        "forward the path byte for byte: IDs in it hold encoded characters, and signatures cover it "
            + "as it was sent",
        [
            .nginx: "proxy_pass http://127.0.0.1:8008; without a slash or path after the port, and "
                + "no rewrite; then reload",
            .apache: "AllowEncodedSlashes NoDecode, and nocanon behind ProxyPass, in the "
                + "<VirtualHost>; then reload",
            .caddy: "no uri, rewrite or handle_path for /_matrix/*: reverse_proxy alone keeps the "
                + "path; then reload",
            .haproxy:
                "no http-request normalize-uri, set-path or deny rule for /_matrix that looks "
                + "at encoded characters; then reload",
            .lighttpd: "server.http-parseopts = (\"url-path-2f-decode\" => \"disable\", "
                + "\"url-path-2f-reject\" => \"disable\", \"url-ctrls-reject\" => \"disable\", "
                + "\"url-normalize\" => \"disable\"); then reload",
            .traefik: "set encodedCharacters.allowEncodedSlash and its siblings on the entry point "
                + "(entryPoints.<name>.http.encodedCharacters), or update to 3.6.7 or later",
            .envoy: "path_with_escaped_slashes_action: KEEP_UNCHANGED (Envoy Gateway: "
                + "path.escapedSlashesAction in a ClientTrafficPolicy)",
        ])

    static let keepQuery = Remedy(
        "The front end loses the query",
        "forward the query as it came: what stands behind the ? of a request is signed, and says what is asked "
            + "for",
        [
            .nginx:
                "proxy_pass http://127.0.0.1:8008; without $uri, $1 or another variable, which hold no "
                + "query ($request_uri does), and no set $args or rewrite that ends in ?; then reload",
            .apache: "no RewriteRule for /_matrix that ends in ? or has the flag QSD; then reload",
            .caddy: "no rewrite or uri query for /_matrix/*; then reload",
            .haproxy: "no http-request set-query, set-uri or replace-uri for /_matrix; then reload",
            .lighttpd: "no url.rewrite for /_matrix/ without ${qsa}; then reload",
        ])

    static let raiseBodyLimit = Remedy(
        "The front end limits the size of a request",
        "let bodies of 50 MB through, in every proxy of the chain",
        [
            .nginx: "client_max_body_size 50M; in the server block, or for /_matrix/; then reload",
            .apache: "LimitRequestBody 52428800 for /_matrix; then reload",
            .caddy: "request_body { max_size 50MB } for /_matrix/*, or none; then reload",
            .haproxy: "no http-request deny rule on req.body_size or Content-Length below 50 MB; "
                + "then reload",
            .lighttpd: "server.max-request-size = 51200 (in KB); then reload",
            .traefik: "maxRequestBodyBytes of the buffering middleware, 52428800 or none",
            .envoy: "max_request_bytes of the buffer filter, 52428800 or none",
            .cloudflare: "its own limit is 100 MB: the 413 comes from the server behind it",
            .synapse: "max_upload_size: 50M in homeserver.yaml; then restart",
        ])

    static let keepAuthorization = Remedy(
        "The front end takes the Authorization header for its own, or takes it away",
        "forward the Authorization header as it came, and ask for no login of its own below /_matrix",
        [
            .nginx: "no proxy_set_header Authorization, auth_basic or auth_request for /_matrix/; "
                + "then reload",
            .apache:
                "no RequestHeader unset Authorization and no AuthType for /_matrix; then reload",
            .caddy: "no header_up -Authorization, basicauth or forward_auth for /_matrix/*; then "
                + "reload",
            .haproxy: "no http-request del-header Authorization and no http-request auth for "
                + "/_matrix; then reload",
            .lighttpd: "no auth.require for /_matrix/, and no setenv.set-request-header for "
                + "Authorization; then reload",
            .traefik: "no basicAuth or forwardAuth middleware on the router of /_matrix",
        ])

    static let addFederation = Remedy(
        "The listener serves clients only",
        "let the homeserver serve federation on this listener; where federation is off on purpose, "
            + "nothing is to be mended",
        [
            .synapse:
                "add \"federation\" to names in the listener's resources, then restart; where "
                + "federation is off on purpose, nothing is to be mended"
        ])

    static let serveSupport = Remedy(
        "The support document is wrong",
        "serve {\"contacts\":[{\"role\":\"m.role.admin\",\"email_address\":\"admin@example.org\"}]} "
            + "at /.well-known/matrix/support")

    static let servePolicy = Remedy(
        "The policy server's key is wrong",
        "serve {\"public_keys\":{\"ed25519\":\"…\"}} at /.well-known/matrix/policy_server, with the "
            + "43 characters of the public key")

    static let serveClientDocument = Remedy(
        "The client document is wrong",
        "serve the document as JSON, with the header Access-Control-Allow-Origin: *, and "
            + "org.matrix.msc4143.rtc_foci as "
            + "[{\"type\":\"livekit\",\"livekit_service_url\":\"https://…\"}]")
}
