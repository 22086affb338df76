"""`fedctl check` on a real Synapse behind nginx, Apache, HAProxy, Caddy and lighttpd, right and wrong."""

import os

import front_ends_servers
from homeserver import free_port

# What each scene comes to: the check, its verdict, and a piece of the fix in the words of each front end.
FINDINGS = {
    "host": ("proxy.host", "fail", {
        "nginx": "server_name", "Apache": "ServerAlias", "HAProxy": "hdr(host),field(1,:)",
        "Caddy": "addresses of the site", "lighttpd": '$HTTP["host"]'}),
    "chain": ("tls.chain", "fail", {
        "nginx": "ssl_certificate", "Apache": "SSLCertificateFile", "HAProxy": "crt ",
        "Caddy": "tls must name", "lighttpd": "ssl.pemfile"}),
    "name": ("tls.name", "fail", {
        "nginx": "ssl_certificate", "Apache": "<VirtualHost>", "HAProxy": "crt-list",
        "Caddy": "add a site", "lighttpd": "ssl.pemfile"}),
    "expired": ("tls.expiry", "fail", {
        "nginx": "nginx -s reload", "Apache": "apachectl graceful", "HAProxy": "bundle",
        "Caddy": "Caddy's log", "lighttpd": "reload lighttpd"}),
    "characters": ("proxy.characters", "warn", {
        "nginx": "proxy_pass", "Apache": "AllowEncodedSlashes", "HAProxy": "http-request deny",
        "Caddy": "reverse_proxy", "lighttpd": "url-path-2f-decode"}),
    "routes": ("route.map", "fail", {
        "nginx": "location /_matrix/", "Apache": "ProxyPass /_matrix", "HAProxy": "use_backend",
        "Caddy": "reverse_proxy /_matrix/*", "lighttpd": "proxy.server"}),
    "size": ("proxy.body-size", "fail", {
        "nginx": "client_max_body_size", "HAProxy": "http-request deny",
        "lighttpd": "server.max-request-size"}),
}

# nginx and Apache rewrite the characters of every ID too; the others refuse or decode a slash alone.
WORSE = {("characters", "nginx"): "fail", ("characters", "Apache"): "fail"}


def run(suite, homeserver, authority, folder):
    certificates = front_ends_servers.Certificates(authority)
    with front_ends_servers.NameServer() as resolver:
        for make in front_ends_servers.ALL:
            own = os.path.join(folder, make.title)
            with make(own, certificates, homeserver.plain_port) as front_end:
                _claims(suite, homeserver, authority, front_end, resolver)


def _claims(suite, homeserver, authority, front_end, resolver):
    title = front_end.title

    def check(port):
        return suite.fedctl(
            "check", homeserver.name, "--ca", authority.certificate, "--ipv4", "--json",
            "--connect-to", f"{homeserver.name}:127.0.0.1:{port}")

    def finding(result, name):
        found = [entry for entry in result.json()["checks"] if entry["id"] == name]
        assert len(found) == 1, result
        return found[0]

    def right():
        result = check(front_end.ports["right"])
        wrong = [entry for entry in result.json()["checks"] if entry["verdict"] in ("warn", "fail")]
        assert not wrong and result.status == 0, f"{wrong}\n{result}"
        size = finding(result, "proxy.body-size")
        if title in ("Apache", "Caddy"):
            assert size["verdict"] == "skip", result
        else:
            assert size["verdict"] == "pass", result

    def wrong(scene):
        name, verdict, words = FINDINGS[scene]
        verdict = WORSE.get((scene, title), verdict)
        result = check(front_end.ports[scene])
        found = finding(result, name)
        if scene == "size" and title not in words:
            assert found["verdict"] == "skip", result
            assert f"cannot tell: {title}" in found["summary"], result
            return
        assert found["verdict"] == verdict, result
        assert f"{title}: " in found["fix"] and words[title] in found["fix"], found

    def versions():
        result = suite.fedctl(
            "tls", homeserver.name, "--ca", authority.certificate, "--ipv4", "--json",
            "--connect-to", f"{homeserver.name}:127.0.0.1:{front_end.ports['right']}")
        trials = result.json()["destinations"][0]["http"]
        spoken = [trial.get("version") for trial in trials]
        assert result.status == 0 and spoken == ["HTTP/1.1", "HTTP/2"], result

    def closed():
        result = check(free_port())
        assert result.status == 2, result
        assert finding(result, "tcp.connect")["verdict"] == "fail", result

    def broken():
        port = front_end.ports["right"]
        result = suite.fedctl(
            "check", f"broken.test:{port}", "--ca", authority.certificate, "--json",
            "--resolver", resolver.address)
        connects = {
            entry["destination"]: entry for entry in result.json()["checks"]
            if entry["id"] == "tcp.connect"}
        assert result.status == 1 and len(connects) == 2, result
        assert connects[f"127.0.0.1:{port}"]["verdict"] == "pass", result
        wrong = connects[f"[::1]:{port}"]
        assert wrong["verdict"] == "fail" and "[::]" in wrong["fix"], result
        assert f"{title}: " in wrong["fix"], wrong

    suite.claim(f"check passes a Synapse behind {title} that is set up right", right)
    for scene in FINDINGS:
        suite.claim(f"check tells what is wrong behind {title}: {scene}", lambda: wrong(scene))
    if title in ("nginx", "Caddy"):
        suite.claim(f"tls sees HTTP/1.1 and HTTP/2 of {title}", versions)
    suite.claim(f"check tells that {title} does not listen on IPv6", broken)
    suite.claim(f"check of a closed port of {title} has no answer to judge", closed)
