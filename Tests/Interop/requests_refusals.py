"""`--explain`: real causes of a 401 at a real Synapse, and whether the right one is named."""

import json
import os
import urllib.parse

import front_ends_servers
import signedjson.key
import signedjson.sign
from client import Client
from homeserver import free_port, write_key
from requests_identity import TARGET, Made


def run(suite, homeserver, other, authority, folder):
    os.makedirs(folder)
    trust = ("--ca", authority.certificate)
    own = (*trust, "--as", other.name, "--key", other.key_file)

    def explained(result, title, seen=""):
        """The refusal, explained by the cause of that title and by no other."""
        lines = result.err.splitlines()
        assert result.status == 1 and result.json()["errcode"], result
        causes = [line for line in lines if line.startswith("cause  ")]
        assert causes == [f"cause  {title}"], result
        assert any(line.startswith("fix    ") for line in lines), result
        tested = [line for line in lines if line.startswith(title)]
        assert len(tested) == 1 and " yes  " in tested[0] and seen in tested[0], result

    def ask(*options, target=TARGET, server=homeserver.name):
        return suite.fedctl("request", "GET", server, target, *options, "--explain")

    # ---- The key

    def new_key(version):
        path = os.path.join(folder, f"{version}.key")
        write_key(path, version)
        return path

    def unreachable():
        key = new_key("nowhere")
        name = f"localhost:{free_port()}"
        explained(ask(*trust, "--as", name, "--key", key),
                  "nobody can fetch the keys of the own server", name)

    def not_listed():
        key = new_key("unlisted")
        explained(ask(*trust, "--as", other.name, "--key", key), "the key is not published",
                  "ed25519:a_interop")

    def another():
        key = new_key("a_interop")
        explained(ask(*trust, "--as", other.name, "--key", key),
                  "another key is published under the ID of the key")

    def cached():
        made = Made(authority, key=new_key("changing"))
        assert ask(*made.options).status == 0
        new_key("changing")
        explained(ask(*made.options), "the peer keeps another key under the same ID",
                  "ed25519:changing")

    def old():
        explained(ask(*trust, "--as", other.name, "--key", other.old_key_file),
                  "the key is one of the old ones, which are good for events alone",
                  "ed25519:a_before is in old_verify_keys")

    def in_other_case():
        name = other.name.upper()
        explained(ask(*trust, "--as", name, "--key", other.key_file),
                  "the own name is not written as the own server writes it",
                  f"is of {other.name}, the request of {name}")

    def distrusted():
        """A throw-away authority, which Synapse does not know."""
        name = f"localhost:{free_port()}"
        explained(ask(*trust, "--as", name, "--serve-key", name.replace("localhost", "127.0.0.1")),
                  "the peer does not trust the certificate that the own keys are served with",
                  "who came for the own keys asked for nothing")

    # ---- The target

    def decoded():
        """An nginx whose proxy_pass has a path, so that it decodes what comes."""
        user = Client(homeserver, "decoded")
        room = user.create(preset="public_chat")
        event = user.say(room, "hello")
        target = "/_matrix/federation/v1/event/" + urllib.parse.quote(event, safe="")
        assert "%24" in target
        certificates = front_ends_servers.Certificates(authority)
        with front_ends_servers.Nginx(
                os.path.join(folder, "nginx"), certificates, homeserver.plain_port) as front_end:
            def through(scene):
                port = front_end.ports[scene]
                return ask(*own, "--connect-to", f"{homeserver.name}:127.0.0.1:{port}",
                           target=target)
            right = through("right")
            assert right.status == 1 and "403 M_FORBIDDEN" in right.err, right
            explained(through("characters"), "the front end of the peer decodes the path",
                      "signed so, it is taken")

    # ---- The destination

    def delegated():
        """Asked by a name that is delegated to it, a Synapse that has another as its own."""
        result = ask(*trust, "--as", homeserver.name, "--key", homeserver.key_file,
                     "--connect-to", f"localhost:443:127.0.0.1:{other.port}", server="localhost")
        explained(result, "the peer takes the name that it is delegated to for its own", "200")

    def led_astray():
        """Asked where another Synapse answers."""
        made = Made(authority)
        explained(ask(*made.options, "--connect-to", f"{homeserver.name}:127.0.0.1:{other.port}"),
                  "the server at this address has another name", f"is of {other.name}")

    def without_destination():
        """A header of before v1.3, which Synapse refuses, and auth verify explains."""
        with open(other.key_file) as file:
            key = signedjson.key.read_signing_keys(file)[0]
        signed = signedjson.sign.sign_json(
            {"method": "GET", "uri": TARGET, "origin": other.name}, other.name, key)
        signature = signed["signatures"][other.name]["ed25519:a_interop"]
        header = f'X-Matrix origin="{other.name}",key="ed25519:a_interop",sig="{signature}"'
        refused = suite.fedctl("request", "GET", homeserver.name, TARGET, *own,
                               "--header", f"Authorization: {header}")
        assert refused.status == 1 and "Invalid signature" in refused.err, refused
        verified = suite.fedctl(
            "auth", "verify", "--method", "GET", "--target", TARGET, "--destination",
            homeserver.name, "--header", header, "--fetch", *trust, "--json")
        assert verified.status == 1, verified
        (explanation,) = verified.json()["explanations"]
        (mistake,) = explanation["mistakes"]
        assert "destination" in mistake["id"] and "destination" not in json.loads(
            explanation["signed"]), verified

    # ---- What is no such case

    def nothing_to_explain():
        """A request that changes something is not sent again, and a 403 is none of this."""
        key = new_key("a_interop")
        result = suite.fedctl(
            "request", "POST", homeserver.name, TARGET, "--body", "{}", *trust, "--as",
            other.name, "--key", key, "--explain")
        assert result.status == 1 and "is not sent again" in result.err, result
        assert "cause  another key is published under the ID of the key" in result.err, result
        forbidden = suite.fedctl(
            "query", homeserver.name, "make-join", "roomId=!no:localhost",
            f"userId=@x:{other.name}", *own, "--explain")
        assert forbidden.status == 1 and "a 401, is explained" in forbidden.err, forbidden

    suite.claim("--explain names a key that nobody can fetch", unreachable)
    suite.claim("--explain names a key that is not published", not_listed)
    suite.claim("--explain names another key under the ID of the own one", another)
    suite.claim("--explain names a certificate that the peer does not trust", distrusted)
    suite.claim("--explain names another server at the address", led_astray)
    suite.claim("--explain names a key that Synapse keeps under the same ID", cached)
    suite.claim("--explain names a key that Synapse no longer signs with", old)
    suite.claim("--explain names an own name in another letter case", in_other_case)
    suite.claim("--explain names a front end that decodes the path", decoded)
    suite.claim("--explain names a Synapse that goes by another name", delegated)
    suite.claim("auth verify names a destination that was not signed, where Synapse refuses",
                without_destination)
    suite.claim("--explain repeats nothing that changes, and explains a 401 alone",
                nothing_to_explain)
