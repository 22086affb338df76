"""A user of a Synapse, by its client-server API."""

import hashlib
import hmac
import json
import time
import urllib.error
import urllib.parse
import urllib.request

import signedjson.key
import signedjson.sign


class Refused(AssertionError):
    """An answer that is not 200."""

    def __init__(self, words, status):
        super().__init__(words)
        self.status = status


class Client:
    """A user, registered at the start."""

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
        self.device = registered["device_id"]
        self.id = registered["user_id"]
        self.transactions = 0

    def bytes(self, method, path, data=None, content_type="application/json"):
        headers = {"Content-Type": content_type}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        request = urllib.request.Request(
            self.base + path, method=method, data=data, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return response.read()
        except urllib.error.HTTPError as error:
            raise Refused(f"{method} {path}: {error.code} {error.read()[:500]}", error.code)

    def __call__(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        return json.loads(self.bytes(method, path, data))

    def upload_keys(self):
        """Uploads device keys and a one-time key, and gives the identifier of the latter."""
        key = signedjson.key.generate_signing_key(self.device)
        public = signedjson.key.encode_verify_key_base64(key.verify_key)
        device = {"user_id": self.id, "device_id": self.device,
                  "algorithms": ["m.olm.v1.curve25519-aes-sha2"],
                  "keys": {f"ed25519:{self.device}": public, f"curve25519:{self.device}": public}}
        once = "signed_curve25519:AAAA"
        self("POST", "/_matrix/client/v3/keys/upload", {
            "device_keys": signedjson.sign.sign_json(device, self.id, key),
            "one_time_keys": {once: signedjson.sign.sign_json({"key": public}, self.id, key)}})
        return once

    def create(self, **options):
        """Makes a room, and gives its ID."""
        return self("POST", "/_matrix/client/v3/createRoom", options)["room_id"]

    def room(self, room, path):
        return f"/_matrix/client/v3/rooms/{urllib.parse.quote(room)}/{path}"

    def transaction(self):
        """A transaction identifier that was never used."""
        self.transactions += 1
        return str(self.transactions)

    def say(self, room, text):
        """Says something, and gives the event's ID."""
        path = self.room(room, f"send/m.room.message/{self.transaction()}")
        return self("PUT", path, {"msgtype": "m.text", "body": text})["event_id"]

    def state(self, room, event_type, state_key=""):
        return self("GET", self.room(room, f"state/{event_type}/{urllib.parse.quote(state_key)}"))

    def set_state(self, room, event_type, content, state_key=""):
        path = self.room(room, f"state/{event_type}/{urllib.parse.quote(state_key)}")
        return self("PUT", path, content)["event_id"]

    def members(self, room, membership="join"):
        chunk = self("GET", self.room(room, f"members?membership={membership}"))["chunk"]
        return sorted(member["state_key"] for member in chunk)

    def history(self, room):
        """The events of a room, newest first, as far back as there are any."""
        events, start = [], ""
        while True:
            page = self("GET", self.room(room, f"messages?dir=b&limit=100{start}"))
            events += page["chunk"]
            if "end" not in page or not page["chunk"]:
                return events
            start = "&from=" + urllib.parse.quote(page["end"])

    def texts(self, room):
        """What was said in a room, newest first."""
        return [event["content"].get("body") for event in self.history(room)
                if event["type"] == "m.room.message"]


def wait(condition, words, seconds=20):
    """Waits until `condition` gives something true, and gives it back."""
    end = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        assert time.monotonic() < end, words() if callable(words) else words
        time.sleep(0.1)
