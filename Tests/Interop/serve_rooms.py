"""A real Synapse takes part in the rooms of `fedctl serve`."""

import hashlib
import hmac
import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

from homeserver import free_port

VERSIONS = ["1", "6", "9", "10", "11", "12"]
MESSAGES = 120


class Client:
    """A user of the Synapse."""

    def __init__(self, homeserver, name):
        self.base = f"http://127.0.0.1:{homeserver.client_port}"
        self.token = None
        path = "/_synapse/admin/v1/register"
        nonce = self("GET", path)["nonce"]
        parts = [nonce, name, "password", "notadmin"]
        mac = hmac.new(b"interop", "\0".join(parts).encode(), hashlib.sha1).hexdigest()
        registered = self("POST", path, {
            "nonce": nonce, "username": name, "password": "password", "admin": False, "mac": mac})
        self.token = registered["access_token"]

    def __call__(self, method, path, body=None):
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.base + path, method=method, data=data, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.code} {error.read()[:500]}")

    def room(self, room, path):
        return f"/_matrix/client/v3/rooms/{urllib.parse.quote(room)}/{path}"

    def history(self, room):
        """The events of a room, newest first, as far back as there are any."""
        events, start = [], ""
        while True:
            page = self("GET", self.room(room, f"messages?dir=b&limit=100{start}"))
            events += page["chunk"]
            if "end" not in page or not page["chunk"]:
                return events
            start = "&from=" + urllib.parse.quote(page["end"])


class Peer:
    """`fedctl serve` with a room of every version, for as long as a `with` block lasts."""

    def __init__(self, fedctl, folder, authority):
        os.makedirs(folder, exist_ok=True)
        self.port = free_port()
        self.name = f"localhost:{self.port}"
        self.log = os.path.join(folder, "serve.log")
        self.rooms = os.path.join(folder, "rooms.yaml")
        with open(self.rooms, "w") as file:
            json.dump({"rooms": [{
                "id": f"lobby{version}", "version": version, "members": [f"@bob:{self.name}"],
                "name": f"Lobby {version}", "aliases": [f"#lobby{version}:{self.name}"],
                "messages": MESSAGES} for version in VERSIONS]}, file)
        chain, key = authority.issue("peer", ["DNS:localhost", "IP:127.0.0.1"])
        self.command = [
            fedctl, "serve", "--json", "--name", self.name, "--listen", f"127.0.0.1:{self.port}",
            "--tls-cert", chain, "--tls-key", key, "--ca", authority.certificate,
            "--rooms", self.rooms]
        self.process = None

    def __enter__(self):
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log)
        if not self.process.stdout.readline():
            raise RuntimeError("fedctl serve did not start: " + self.said())
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def said(self):
        with open(self.log, errors="replace") as log:
            return log.read()

    def exchanges(self, words, status):
        """How many requests with these words in their target got that status."""
        return sum(words in line and f"→ {status}" in line for line in self.said().splitlines())


def run(suite, homeserver, authority, folder):
    quiet = os.path.getsize(homeserver.log)
    alice = Client(homeserver, "alice")
    with Peer(suite.path, folder, authority) as peer:
        joined = {}

        def joins():
            for version in VERSIONS:
                alias = urllib.parse.quote(f"#lobby{version}:{peer.name}")
                room = alice("POST", f"/_matrix/client/v3/join/{alias}", {})["room_id"]
                members = alice("GET", alice.room(room, "members"))["chunk"]
                names = sorted(member["state_key"] for member in members)
                wanted = sorted([f"@alice:{homeserver.name}", f"@bob:{peer.name}"])
                assert names == wanted, f"{version}: {names}"
                joined[version] = room

        def reads():
            for version, room in joined.items():
                events = alice.history(room)
                texts = [event["content"].get("body") for event in events
                         if event["type"] == "m.room.message"]
                wanted = [f"message {number}" for number in range(MESSAGES, 0, -1)]
                assert texts == wanted, f"{version}: {len(texts)} messages: {texts[:3]} …"
                kinds = [event["type"] for event in events]
                assert kinds[-1] == "m.room.create", f"{version}: {kinds[-3:]}"

        def writes():
            before = peer.exchanges("/v1/send/", 200)
            for version, room in joined.items():
                alice("PUT", alice.room(room, f"send/m.room.message/{version}"),
                      {"msgtype": "m.text", "body": f"to {version}"})
            end = time.monotonic() + 20
            while peer.exchanges("/v1/send/", 200) < before + len(joined):
                assert time.monotonic() < end, peer.said()[-3000:]
                time.sleep(0.2)

        def leaves():
            room = joined["11"]
            alice("POST", alice.room(room, "leave"), {})
            alias = urllib.parse.quote(f"#lobby11:{peer.name}")
            assert alice("POST", f"/_matrix/client/v3/join/{alias}", {})["room_id"] == room

        def complains():
            with open(homeserver.log, errors="replace") as log:
                log.seek(quiet)
                lines = [line for line in log
                         if (" ERROR " in line or " WARNING " in line) and peer.name in line]
            assert not lines, "".join(lines[:10])

        suite.claim("Synapse's users join rooms of versions 1, 6, 9, 10, 11 and 12 of serve", joins)
        suite.claim("They read 120 messages and the state back to the create event", reads)
        suite.claim("What they say arrives, in a transaction each", writes)
        suite.claim("They leave such a room, and join it again", leaves)
        suite.claim("Synapse logs no warning and no error about serve", complains)
