#!/usr/bin/env python3
"""sweep_ratios.py FEDCTL [SERVERS]: a sweep over many loopback names beside curl.

One embedded homeserver serves SERVERS (1000) names, each at an address of its own in 127.0.0.0/8, which a
small DNS server here tells. `fedctl check --from` looks at all of them at the default concurrency; curl gets
the key documents of every tenth, a process each. Figures: processor time (user and system) a name, and
the peak of fedctl's memory. Ends 1 where a target is missed.
"""
import json
import os
import resource
import socket
import struct
import subprocess
import sys
import tempfile
import threading

ZONE = "sweep.test"


def address(number):
    return f"127.{1 + number // 62500}.{number // 250 % 250}.{1 + number % 250}"


class Names(threading.Thread):
    """Answers A questions for sNUMBER.sweep.test, and everything else with no data."""

    def __init__(self):
        super().__init__(daemon=True)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]

    def run(self):
        while True:
            message, peer = self.socket.recvfrom(4096)
            try:
                self.socket.sendto(self.answer(message), peer)
            except (IndexError, ValueError, struct.error):
                continue

    @staticmethod
    def answer(message):
        labels, place = [], 12
        while message[place]:
            length = message[place]
            labels.append(message[place + 1:place + 1 + length].decode())
            place += 1 + length
        question = message[12:place + 5]
        kind = struct.unpack(">H", message[place + 1:place + 3])[0]
        known = ".".join(labels[1:]) == ZONE and labels[0][1:].isdigit()
        body = b""
        if known and kind == 1:
            body = b"\xc0\x0c" + struct.pack(">HHIH", 1, 1, 300, 4) + socket.inet_aton(
                address(int(labels[0][1:])))
        head = message[:2] + struct.pack(">HHHHH", 0x8580, 1, 1 if body else 0, 0, 0)
        return head + question + body


def processor_time(command, **options):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    finished = subprocess.run(command, stdin=subprocess.DEVNULL, **options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return finished, used * 1000


def serve(fedctl, names, port):
    command = [fedctl, "serve", "--json", "--quiet", "--listen", f"0.0.0.0:{port}"]
    for name in names:
        command += ["--name", name]
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    said = ""
    while True:
        said += server.stdout.readline().decode()
        try:
            return server, json.loads(said)
        except ValueError:
            if server.poll() is not None:
                sys.exit("fedctl serve did not start")


def free_port():
    with socket.socket() as probe:
        probe.bind(("0.0.0.0", 0))
        return probe.getsockname()[1]


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    fedctl = os.path.abspath(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) == 3 else 1000
    resolver = Names()
    resolver.start()
    port = free_port()
    names = [f"s{number}.{ZONE}:{port}" for number in range(count)]
    server, announcement = serve(fedctl, names, port)
    met = True
    try:
        authority = announcement["ca_file"]
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as listing:
            listing.write("".join(name + "\n" for name in names))
            listing.flush()
            finished, ours = processor_time(
                ["/usr/bin/env", "python3", "-c",
                 "import resource, subprocess, sys\n"
                 "status = subprocess.run(sys.argv[1:]).returncode\n"
                 "peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
                 "print(peak, file=sys.stderr)\n"
                 "sys.exit(status)",
                 fedctl, "check", "--from", listing.name, "--ca", authority,
                 "--resolver", f"127.0.0.1:{resolver.port}", "--format", "ndjson"],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            passed = sum(
                json.loads(line)["verdict"] == "pass" for line in finished.stdout.splitlines())
            if passed != count:
                sys.exit(f"{passed} of {count} servers pass: {finished.stderr.decode()[-500:]}")
            peak = int(finished.stderr.split()[-1]) / 1024
        theirs, asked = 0.0, range(0, count, 10)
        for number in asked:
            host = names[number].split(":")[0]
            finished, used = processor_time(
                ["curl", "-s", "--fail", "--cacert", authority, "--resolve",
                 f"{host}:{port}:{address(number)}", "-o", "/dev/null",
                 f"https://{names[number]}/_matrix/key/v2/server"])
            if finished.returncode != 0:
                sys.exit(f"curl ended with {finished.returncode}")
            theirs += used
    finally:
        server.terminate()
        server.wait()
    own, other = ours / count, theirs / len(asked)
    for words, value, target in (
            (f"fedctl {own:.2f} ms  curl {other:.2f} ms  CPU a name  ratio {own / other:.2f}",
             own / other, 1.5),
            (f"fedctl {peak:.0f} MB  peak memory", peak, 150)):
        verdict = "met" if value < target else "MISSED"
        met = met and value < target
        print(f"{'sweep of ' + str(count):<20} {words}  target < {target}  {verdict}")
    sys.exit(0 if met else 1)


if __name__ == "__main__":
    main()
