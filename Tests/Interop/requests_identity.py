"""Who signs: a throw-away identity whose key is served meanwhile, a Synapse's own, and how a header is spelt."""

import json
import os
import re
import subprocess

from client import Client
from homeserver import free_port, write_key

TARGET = "/_matrix/federation/v1/publicRooms"
LINE = re.compile(
    r"(?P<time>[0-9:.]+) 127\.0\.0\.1:[0-9]+ for (?P<tls>\S+) GET /_matrix/key/v2/server"
    r" → 200 in [0-9]+ ms; Host (?P<host>\S+); (?P<origin>\S+) ed25519:a_interop ")

# What Synapse 1.163.2 does with the spellings that the specification says nothing of.
UNSAID = {
    "destination-unsigned": False, "repeated-parameter": True, "headers-two": True,
    "headers-two-good": True, "signature-url-safe": True, "tab-scheme": False,
    "unquoted-all": True,
}
# What it refuses, and had to accept.
KNOWN = {"scheme-lower", "spaces-equals", "quoted-comma", "empty-elements"}


class Made:
    """The options of an identity that fedctl makes and serves: its name, and the certificate it shows."""

    def __init__(self, authority, key=None, name="localhost"):
        self.port = free_port()
        self.name = f"{name}:{self.port}"
        chain, private_key = authority.issue("made", ["DNS:localhost", "IP:127.0.0.1"])
        self.trust = ("--ca", authority.certificate)
        self.options = (
            *self.trust, "--as", self.name, *(("--key", key) if key else ()),
            "--serve-key", f"127.0.0.1:{self.port}", "--tls-cert", chain, "--tls-key", private_key)


def run(suite, homeserver, other, authority, folder):
    os.makedirs(folder)
    host = Client(homeserver, "identified")
    own = ("--ca", authority.certificate, "--as", other.name, "--key", other.key_file)

    def thrown_away():
        made = Made(authority)
        result = suite.fedctl("query", homeserver.name, "profile", f"user_id={host.id}",
                              *made.options)
        assert result.status == 0 and json.loads(result.out)["displayname"] == "identified", result
        fetched = [LINE.match(line) for line in result.err.splitlines() if LINE.match(line)]
        assert len(fetched) == 1, result
        assert fetched[0]["tls"] == "localhost" and fetched[0]["host"] == made.name, result
        assert fetched[0]["origin"] == homeserver.name, result

    def by_address():
        made = Made(authority, name="127.0.0.1")
        result = suite.fedctl("query", homeserver.name, "public-rooms", *made.options)
        assert result.status == 0, result
        (line,) = [line for line in result.err.splitlines() if "/key/v2/server → 200" in line]
        assert f"; Host {made.name}; " in line and " for " not in line, result

    def kept():
        """A key that is not made anew needs no second fetch."""
        key = os.path.join(folder, "kept.key")
        write_key(key, "kept")
        made = Made(authority, key=key)
        runs = [suite.fedctl("query", homeserver.name, "public-rooms", *made.options)
                for _ in range(2)]
        assert [result.status for result in runs] == [0, 0], runs[0]
        fetches = [result.err.count("/key/v2/server → 200") for result in runs]
        assert fetches == [1, 0], runs[1]

    def sent():
        """A transaction of nothing but an EDU that nobody knows."""
        made = Made(authority)
        unknown = os.path.join(folder, "unknown.json")
        with open(unknown, "w") as file:
            json.dump({"edu_type": "test.unknown", "content": {}}, file)
        result = suite.fedctl("send", homeserver.name, "--edu-file", unknown, *made.options,
                              "--json")
        assert result.status == 0 and result.json()["status"] == 200, result
        assert LINE.search(result.err), result

    def spelt():
        made = Made(authority)
        result = suite.fedctl("auth", "styles", homeserver.name, "--own", homeserver.name,
                              *made.options, "--json")
        assert result.status == 1, result
        styles = {style["id"]: style for style in result.json()["styles"]}
        wrong = {}
        for name, style in styles.items():
            demanded = style["demanded"]
            if demanded == "the spec does not say":
                wanted = UNSAID[name]
            else:
                wanted = demanded == "accepted" and name not in KNOWN
            verdict = "fail" if name in KNOWN else "pass"
            if (style.get("accepted"), style["verdict"]) != (wanted, verdict):
                wrong[name] = style
        assert not wrong, wrong
        assert KNOWN | set(UNSAID) <= set(styles), sorted(styles)
        assert len(styles) > 40, len(styles)

    # ---- The identity of another Synapse

    def configured():
        borrowed = ("--ca", authority.certificate, "--synapse-config", other.config)
        result = suite.fedctl("request", "GET", homeserver.name, TARGET, *borrowed, "--json")
        assert result.status == 0 and result.json()["request"]["origin"] == other.name, result
        result = suite.fedctl("query", homeserver.name, "profile", f"user_id={host.id}", *borrowed)
        assert result.status == 0, result
        search = ("request", "POST", homeserver.name, TARGET, "--body", '{"limit": 1}', *borrowed)
        careful = suite.fedctl(*search)
        assert careful.status == 64 and f"--own {homeserver.name}" in careful.err, careful
        allowed = suite.fedctl(*search, "--own", homeserver.name)
        assert allowed.status == 0 and "chunk" in allowed.json(), allowed

    def named():
        config = os.path.join(folder, "config")
        os.makedirs(os.path.join(config, "fedctl"))
        with open(os.path.join(config, "fedctl", "config.yaml"), "w") as file:
            json.dump({"identities": {"second": {
                "server_name": other.name, "key": other.key_file}}}, file)
        result = suite.fedctl(
            "query", homeserver.name, "public-rooms", "--ca", authority.certificate,
            "--identity", "second", "--json", XDG_CONFIG_HOME=config)
        assert result.status == 0 and result.json()["request"]["origin"] == other.name, result

    def curled():
        for words in [
            ("profile", f"user_id={host.id}"), ("version",),
            ("public-rooms-search", 'filter={"generic_search_term": "nöthing \'here\'"}', "limit=2"),
        ]:
            asks = ("query", homeserver.name, *words, *own)
            answer = suite.fedctl(*asks)
            printed = suite.fedctl(*asks, "--curl")
            assert answer.status == 0 and printed.status == 0, printed
            finished = subprocess.run(["sh", "-c", printed.out], capture_output=True, timeout=60)
            assert finished.returncode == 0, (printed.out, finished)
            assert finished.stdout.decode() == answer.out, (finished.stdout, answer)

    # ---- What goes out with a request

    def bodies():
        post = ("request", "POST", homeserver.name, TARGET, *own)
        body = '{ "limit" : 1,\n "filter": {"generic_search_term": "é\\u00e9"} }\n'
        path = os.path.join(folder, "body.json")
        with open(path, "w") as file:
            file.write(body)
        for given, stdin in [(body, b""), (path, b""), (f"@{path}", b""), ("-", body.encode())]:
            result = suite.fedctl(*post, "--body", given, stdin=stdin)
            assert result.status == 0 and "chunk" in result.json(), result

    def unsigned():
        result = suite.fedctl("request", "GET", homeserver.name, TARGET, *own, "--unsigned")
        assert result.status == 1, result
        assert result.json() == {"errcode": "M_UNAUTHORIZED",
                                 "error": "Missing Authorization headers"}, result
        version = suite.fedctl("request", "GET", homeserver.name, "/_matrix/federation/v1/version",
                               *own, "--unsigned")
        assert version.status == 0 and version.json()["server"]["name"] == "Synapse", version

    def headers():
        marker = homeserver.marker()
        # A text that is no JSON's type, another Host, and a name of our own for Synapse's log.
        result = suite.fedctl(
            "request", "POST", homeserver.name, TARGET, "--body", "{}", *own,
            "--header", "Content-Type: text/plain", "--header", "Host: nobody.example",
            "--header", "User-Agent: interop of fedctl")
        assert result.status == 0, result
        with open(homeserver.log, errors="replace") as log:
            log.seek(marker)
            assert '"interop of fedctl"' in log.read(), "another User-Agent"
        result = suite.fedctl("request", "GET", homeserver.name, TARGET, *own,
                              "--header", "Authorization: Bearer x")
        assert result.status == 1 and "Missing Authorization headers" in result.err, result

    suite.claim("Synapse accepts a made identity; who fetched its key, and as whom, is shown",
                thrown_away)
    suite.claim("An identity that is an address is accepted, without a TLS name", by_address)
    suite.claim("A kept key is fetched once", kept)
    suite.claim("A made identity may send a transaction", sent)
    suite.claim("auth styles finds the four spellings that Synapse refuses, and no other", spelt)
    suite.claim("A homeserver.yaml of another Synapse is who signs; what is no GET needs --own",
                configured)
    suite.claim("An identity of fedctl's own configuration is accepted", named)
    suite.claim("What --curl prints gets the same answer from Synapse", curled)
    suite.claim("request sends a body from the line, a file and standard input", bodies)
    suite.claim("request --unsigned is refused where a signature is needed, and there alone",
                unsigned)
    suite.claim("request --header replaces what would go out", headers)
