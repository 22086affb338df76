"""The DNS client against dnsmasq: records, aliases, absence, failures, and answers that need TCP."""

import os
import shutil
import socket
import subprocess
import threading
import time

RECORDS = [
    "--srv-host=_matrix-fed._tcp.srv.test,hs.srv.test,8449,10,5",
    "--address=/hs.srv.test/127.0.0.1",
    "--host-record=srv.test,127.0.0.1",
    "--host-record=real.alias.test,127.0.0.1",
    "--host-record=alias.test,127.0.0.1",
    "--cname=hs.alias.test,real.alias.test",
    "--srv-host=_matrix-fed._tcp.alias.test,hs.alias.test,8449,10,5",
    "--host-record=four.test,127.0.0.1",
    "--local=/test/",
    "--host-record=big.test,127.0.0.1",
    "--host-record=hs.big.test,127.0.0.1",
]


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.bind(("127.0.0.1", 0))
        return udp.getsockname()[1]


class Broken(threading.Thread):
    """A name server that answers every question with one code."""

    def __init__(self, code):
        super().__init__(daemon=True)
        self.code = code
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.start()

    def run(self):
        while True:
            try:
                query, peer = self.socket.recvfrom(4096)
            except OSError:
                return
            end = query.index(b"\0", 12) + 5
            head = query[:2] + bytes([0x81, 0x80 | self.code]) + b"\0\1\0\0\0\0\0\0"
            self.socket.sendto(head + query[12:end], peer)


class Dnsmasq:
    """dnsmasq on a free port of loopback, with the records of this file."""

    def __enter__(self):
        self.broken = Broken(2)
        # A port that is free for TCP may be taken for UDP, and then dnsmasq ends.
        for _ in range(3):
            if self.starts(free_port()):
                return self
            self.stop()
        self.broken.socket.close()
        raise RuntimeError("dnsmasq does not answer")

    def starts(self, port):
        """Starts it on a port; whether it answers there."""
        self.port = port
        binary = shutil.which("dnsmasq") or "/usr/sbin/dnsmasq"
        many = [f"--srv-host=_matrix-fed._tcp.big.test,hs.big.test,{8000 + index},10,5"
                for index in range(200)]
        self.process = subprocess.Popen(
            [binary, "--keep-in-foreground", "--no-resolv", "--no-hosts", "--conf-file=/dev/null",
             "--listen-address=127.0.0.1", "--bind-interfaces", f"--port={self.port}",
             f"--user={os.environ.get('USER', 'root')}", "--pid-file=", "--local-ttl=77",
             f"--server=/broken.example/127.0.0.1#{self.broken.port}", *RECORDS, *many],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            if self.process.poll() is not None:
                return False
            with socket.socket() as tcp:
                if tcp.connect_ex(("127.0.0.1", self.port)) == 0:
                    return True
            time.sleep(0.05)
        return False

    def stop(self):
        self.process.terminate()
        self.process.wait()

    def __exit__(self, *_):
        self.stop()
        self.broken.socket.close()


def steps(result, kind, name):
    return [step for step in result.json()["steps"]
            if step.get("type") == kind and step.get("name") == name]


def run(suite):
    with Dnsmasq() as server:
        def resolve(name):
            return suite.fedctl(
                "resolve", name, "--resolver", f"127.0.0.1:{server.port}", "--json",
                "--timeout", "5")

        def service():
            result = resolve("srv.test")
            step = steps(result, "SRV", "_matrix-fed._tcp.srv.test")[0]
            assert step["outcome"] == "found", result
            assert "hs.srv.test" in step["detail"], result
            assert step["records"][0]["ttl"] == 77 or step["records"][0]["ttl"] >= 0, result
            assert result.json()["destinations"][0]["port"] == 8449, result

        def alias():
            result = resolve("alias.test")
            assert result.status == 2 and "alias" in result.out, result
            assert not result.json().get("destinations"), result

        def no_data():
            result = resolve("four.test:8448")
            step = steps(result, "AAAA", "four.test")[0]
            assert step["rcode"] == "NODATA" and step["outcome"] == "absent", result
            assert steps(result, "A", "four.test")[0]["outcome"] == "found", result

        def no_name():
            result = resolve("gone.test:8448")
            assert result.status == 2, result
            assert steps(result, "A", "gone.test")[0]["rcode"] == "NXDOMAIN", result

        def failure():
            result = resolve("hs.broken.example:8448")
            assert result.status == 2, result
            assert steps(result, "A", "hs.broken.example")[0]["rcode"] == "SERVFAIL", result

        def refusal():
            # A name that dnsmasq knows nothing about, and nobody to ask: it refuses.
            result = resolve("hs.elsewhere.example:8448")
            assert result.status == 2, result
            assert steps(result, "A", "hs.elsewhere.example")[0]["rcode"] == "REFUSED", result

        def large():
            result = resolve("big.test")
            step = steps(result, "SRV", "_matrix-fed._tcp.big.test")[0]
            assert step["outcome"] == "found" and len(step["records"]) == 200, result

        suite.claim("dnsmasq: an SRV record leads to its target and port", service)
        suite.claim("dnsmasq: a target that is an alias is refused", alias)
        suite.claim("dnsmasq: a name without AAAA is NODATA", no_data)
        suite.claim("dnsmasq: a name that is not there is NXDOMAIN", no_name)
        suite.claim("dnsmasq: a broken zone is SERVFAIL", failure)
        suite.claim("dnsmasq: a zone that nobody serves is REFUSED", refusal)
        suite.claim("dnsmasq: 200 SRV records come over TCP", large)
