"""A real Synapse on loopback, for as long as a `with` block lasts."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import signedjson.key


def free_port(addresses=("127.0.0.1",)):
    """A port that is free on every one of `addresses`, and that no connection to elsewhere is given."""
    for _ in range(50):
        port = random.randrange(20_000, 32_000)
        if all(_is_free(address, port) for address in addresses):
            return port
    raise RuntimeError(f"no port is free on all of {addresses}")


def addresses_of_localhost():
    """Every loopback address that `localhost` has on this machine."""
    found = {entry[4][0] for entry in socket.getaddrinfo("localhost", None)}
    return sorted(found)


def _family(address):
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def _is_free(address, port):
    with socket.socket(_family(address)) as probe:
        try:
            probe.bind((address, port))
            return True
        except OSError:
            return False


def write_key(path, version):
    """Writes a new key under the ID ed25519:`version`, and gives it back."""
    key = signedjson.key.generate_signing_key(version)
    with open(path, "w") as file:
        signedjson.key.write_signing_keys(file, [key])
    os.chmod(path, 0o600)
    return key


class Homeserver:
    """One Synapse: its configuration, its process, its logs.

    With `well_known`, its federation port has a well-known document, as Synapse makes it; with `old_key`,
    it once had another key.
    """

    def __init__(self, folder, authority, well_known=False, old_key=False):
        self.folder = folder
        self.well_known = well_known
        self.authority = authority
        self.process = None
        os.makedirs(folder, exist_ok=True)
        self.addresses = addresses_of_localhost()
        self.port = free_port(self.addresses)
        self.client_port = free_port()
        self.plain_port = free_port()
        self.name = f"localhost:{self.port}"
        self.key_file = os.path.join(folder, "signing.key")
        self.old_key_file = os.path.join(folder, "old.key") if old_key else None
        self.log = os.path.join(folder, "homeserver.log")
        self.config = os.path.join(folder, "homeserver.yaml")

    def __enter__(self):
        self._write_configuration()
        with open(os.path.join(self.folder, "stdout.log"), "wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "synapse.app.homeserver", "-c", self.config],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        try:
            self._wait_until_healthy()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def marker(self):
        """The place in the log where what comes next begins."""
        return os.path.getsize(self.log)

    def assert_quiet(self, marker, name, expected=()):
        """Fails where a warning or an error since `marker` names `name`.

        What holds one of the texts of `expected` is left out.
        """
        with open(self.log, errors="replace") as log:
            log.seek(marker)
            lines = [line for line in log
                     if (" ERROR " in line or " WARNING " in line) and name in line
                     and not any(text in line for text in expected)]
        assert not lines, "".join(lines[:10])

    def _wait_until_healthy(self):
        end = time.monotonic() + 120
        url = f"http://127.0.0.1:{self.client_port}/health"
        while True:
            try:
                urllib.request.urlopen(url, timeout=5).read()
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > end:
                    with open(os.path.join(self.folder, "stdout.log")) as output:
                        raise RuntimeError("Synapse did not start: " + output.read()[-2000:])
                time.sleep(0.2)

    def _old_keys(self):
        if not self.old_key_file:
            return {}
        public = signedjson.key.encode_verify_key_base64(
            write_key(self.old_key_file, "a_before").verify_key)
        return {"ed25519:a_before": {"key": public, "expired_ts": 1_600_000_000_000}}

    def _write_configuration(self):
        write_key(self.key_file, "a_interop")
        chain, private_key = self.authority.issue(
            os.path.basename(self.folder), ["DNS:localhost", "IP:127.0.0.1", "IP:::1"])
        fast = {"per_second": 1000, "burst_count": 1000}
        configuration = {
            "server_name": self.name,
            "public_baseurl": f"http://127.0.0.1:{self.client_port}/",
            "pid_file": os.path.join(self.folder, "homeserver.pid"),
            "listeners": [
                {"port": self.client_port, "type": "http", "tls": False,
                 "bind_addresses": ["127.0.0.1"],
                 "resources": [{"names": ["client"], "compress": False}]},
                {"port": self.plain_port, "type": "http", "tls": False,
                 "bind_addresses": ["127.0.0.1"],
                 "resources": [{"names": ["client", "federation"], "compress": False}]},
                {"port": self.port, "type": "http", "tls": True,
                 "bind_addresses": self.addresses,
                 "resources": [{
                     "names": ["client", "federation"] if self.well_known else ["federation"],
                     "compress": False}]},
            ],
            "serve_server_wellknown": self.well_known,
            "tls_certificate_path": chain,
            "tls_private_key_path": private_key,
            "federation_custom_ca_list": [self.authority.certificate],
            "ip_range_blacklist": [],
            "federation_ip_range_blacklist": [],
            "trusted_key_servers": [],
            "suppress_key_server_warning": True,
            "report_stats": False,
            "database": {
                "name": "sqlite3",
                "args": {"database": os.path.join(self.folder, "homeserver.db")}},
            "log_config": os.path.join(self.folder, "log.yaml"),
            "media_store_path": os.path.join(self.folder, "media"),
            "signing_key_path": self.key_file, "old_signing_keys": self._old_keys(),
            "macaroon_secret_key": "interop", "form_secret": "interop",
            "registration_shared_secret": "interop",
            "allow_public_rooms_over_federation": True,
            "room_list_publication_rules": [{"action": "allow"}],
            "enable_authenticated_media": True,
            "presence": {"enabled": True},
            "rc_message": fast, "rc_federation": {"window_size": 1000, "sleep_limit": 100_000,
                                                 "sleep_delay": 1, "reject_limit": 100_000,
                                                 "concurrent": 100},
            "rc_joins": {"local": fast, "remote": fast}, "rc_joins_per_room": fast, "rc_room_creation": fast,
            "rc_invites": {"per_room": fast, "per_user": fast, "per_issuer": fast},
        }
        with open(self.config, "w") as file:
            json.dump(configuration, file)
        with open(os.path.join(self.folder, "log.yaml"), "w") as file:
            json.dump({
                "version": 1,
                "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
                "handlers": {"file": {
                    "class": "logging.FileHandler", "formatter": "line", "filename": self.log}},
                "root": {"level": "INFO", "handlers": ["file"]}}, file)
