"""`fedctl serve` as a peer of a Synapse, driven over its control API."""

import json
import os
import signal
import subprocess
import urllib.error
import urllib.parse
import urllib.request

from client import Refused
from homeserver import free_port


class Peer:
    """A process of `fedctl serve` that has `content`, for as long as a `with` block lasts.

    `content` is made from the name of the server, which signs with the key of `key_file`.
    """

    def __init__(self, fedctl, folder, authority, content):
        os.makedirs(folder, exist_ok=True)
        self.port = free_port()
        self.name = f"localhost:{self.port}"
        self.log = os.path.join(folder, "serve.log")
        self.journal_file = os.path.join(folder, "journal.ndjson")
        self.rooms = os.path.join(folder, "rooms.yaml")
        self.key_file = os.path.join(folder, "signing.key")
        subprocess.run([fedctl, "keys", "generate", self.key_file], check=True, capture_output=True)
        with open(self.rooms, "w") as file:
            json.dump(content(self.name), file)
        chain, key = authority.issue("peer", ["DNS:localhost", "IP:127.0.0.1"])
        self.command = [
            fedctl, "serve", "--json", "--name", self.name, "--listen", f"127.0.0.1:{self.port}",
            "--key", self.key_file, "--tls-cert", chain, "--tls-key", key, "--ca", authority.certificate,
            "--rooms", self.rooms, "--journal", self.journal_file, "--control", "127.0.0.1:0"]
        self.process = None
        self.control = None

    def __enter__(self):
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log)
        announcement = self.process.stdout.readline()
        try:
            self.control = json.loads(announcement).get("control")
        except ValueError as error:
            # Nobody calls __exit__ where this fails.
            self.__exit__()
            raise RuntimeError("fedctl serve did not start: " + self.said()) from error
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def __call__(self, operation, body=None, **query):
        """Asks the control API: with a body by POST, else by GET."""
        url = f"{self.control['url']}/v1/{operation}"
        if query:
            url += "?" + urllib.parse.urlencode(query)
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            url, data=data, method="GET" if data is None else "POST",
            headers={"Authorization": f"Bearer {self.control['token']}",
                     "Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=90) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            raise Refused(f"{operation}: {error.code} {error.read()[:500]}", error.code)

    def said(self):
        with open(self.log, errors="replace") as log:
            return log.read()

    def journal(self):
        """The exchanges so far."""
        with open(self.journal_file) as file:
            return [json.loads(line) for line in file if line.endswith("\n")]

    def transactions(self):
        """The transactions that came so far, as they were judged."""
        return [record["request"]["transaction"] for record in self.journal()
                if "transaction" in record.get("request", {})]

    def edus(self, edu_type):
        """The ephemeral data units of a type that came so far, as they were judged."""
        return [edu for transaction in self.transactions() for edu in transaction["edus"]
                if edu.get("edu_type") == edu_type]
