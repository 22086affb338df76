"""`fedctl check` and `resolve` on a real Synapse."""

import socket

from homeserver import free_port


def run(suite, homeserver, authority):
    name = homeserver.name
    trust = ("--ca", authority.certificate)

    def healthy():
        result = suite.fedctl("check", name, *trust)
        assert result.status == 0, result
        assert result.out.rstrip().splitlines()[-1].startswith(f"{name} passes"), result
        assert "Synapse" in result.out, result

    def every_address():
        result = suite.fedctl("check", name, *trust, "--json")
        assert result.status == 0, result
        report = result.json()
        seen = sorted(entry["address"] for entry in report["destinations"])
        assert seen == homeserver.addresses, result
        assert all(entry["verdict"] == "pass" for entry in report["destinations"]), result
        assert report["schema"] == "fedctl.check/1", result

    def untrusted():
        result = suite.fedctl("check", name, "--json")
        assert result.status == 1, result
        chain = [check for check in result.json()["checks"] if check["id"] == "tls.chain"]
        assert chain and all(check["verdict"] == "fail" for check in chain), result
        assert "fedctl interop CA" in result.out, result
        keys = [check for check in result.json()["checks"] if check["id"] == "keys.signature"]
        assert keys and all(check["verdict"] == "pass" for check in keys), result

    def closed():
        result = suite.fedctl("check", f"localhost:{free_port(homeserver.addresses)}", *trust)
        assert result.status == 2, result
        assert "tcp.connect" in result.out, result

    def impossible():
        result = suite.fedctl("check", "localhost:x")
        assert result.status == 64, result
        assert result.out == "", result
        assert result.err.startswith("fedctl: the port 'x' is not a number"), result

    def silent():
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
            result = suite.fedctl("check", f"127.0.0.1:{port}", "--timeout", "1")
        assert result.status == 2, result
        assert "tls.handshake" in result.out, result

    def by_address():
        result = suite.fedctl("resolve", f"127.0.0.1:{homeserver.port}", "--json")
        assert result.status == 0, result
        assert result.json()["destinations"][0]["port"] == homeserver.port, result

    suite.claim("check passes a Synapse whose CA is given", healthy)
    suite.claim("check judges every address that localhost has", every_address)
    suite.claim("check without the CA fails, names the chain, and still judges the keys", untrusted)
    suite.claim("check of a closed port has no answer to judge", closed)
    suite.claim("check of a name that cannot be one is a usage error", impossible)
    suite.claim("check of a peer that says nothing ends in time", silent)
    suite.claim("resolve leads an IP literal to itself", by_address)
