#!/usr/bin/env python3
"""serve_load.py FEDCTL BENCHTOOL [SECONDS]: what an embedded homeserver bears.

`fedctl serve` is asked over TLS, on the same cores, by wrk with 1,000 connections: without signatures, and with
requests that BENCHTOOL signed before as another server of the process; and by `fedctl request --repeat`, which
signs each request itself. A second one has a room of 20,000
members and 50,000 events, and is asked for the IDs of its state, first alone, then by eight at once
while somebody else asks for the version. Ends 1 where a target is missed.
"""
import http.client
import json
import os
import ssl
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
CONNECTIONS = 1000
MEMBERS, EVENTS = 20000, 50000
# How often the same answer is timed, the first one apart.
ROUNDS = 21
ROOM = f"""rooms:
  - id: small
    version: "11"
    members: ["@alice:a.test", "@bob:b.test"]
    messages: 20
users:
  - name: alice
    displayname: Alice
"""
BIG_ROOM = f"""rooms:
  - id: big
    version: "11"
    creator: "@alice:a.test"
    members: ["@alice:a.test", "@bob:b.test"]
    crowd: {MEMBERS}
    messages: {EVENTS - MEMBERS}
"""


class Server:
    """A homeserver of the names a.test and b.test with a room."""

    def __init__(self, fedctl, tool, folder, room):
        self.tool, self.folder = tool, folder
        path = os.path.join(folder, "rooms.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(room)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.fedctl, self.name = fedctl, f"localhost:{port}"
        begin = time.perf_counter()
        self.process = subprocess.Popen(
            [fedctl, "serve", "--json", "--quiet", "--listen", f"127.0.0.1:{port}", "--name", "a.test",
             "--name", "b.test", "--name", self.name, "--ca-dir", os.path.join(folder, "ca"), "--rooms", path,
             "--max-connections", str(CONNECTIONS + 24)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        said = self.process.stdout.readline()
        if not said:
            sys.exit("fedctl serve did not start")
        self.port = int(json.loads(said)["listening"][0].rpartition(":")[2])
        self.start_seconds = time.perf_counter() - begin

    def stop(self):
        self.process.terminate()
        self.process.wait()

    def memory(self, what):
        """VmRSS or VmHWM, in megabytes."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            for line in status:
                if line.startswith(what + ":"):
                    return int(line.split()[1]) / 1024
        return 0

    def sign(self, lines):
        """Requests that b.test signs for a.test."""
        done = subprocess.run(
            [self.tool, "sign", "b.test", os.path.join(self.folder, "ca/b.test.signing.key"),
             "a.test"], input="".join(line + "\n" for line in lines), text=True, check=True,
            stdout=subprocess.PIPE)
        return done.stdout

    def connect(self):
        context = ssl.create_default_context(cafile=os.path.join(self.folder, "ca/ca.pem"))
        context.check_hostname = False
        return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=120, context=context)

    def ask(self, connection, prepared):
        """One answer, and how many milliseconds it took."""
        method, target, authorization, body = prepared.rstrip("\n").split("\t")
        headers = {"Host": "a.test"}
        if authorization:
            headers["Authorization"] = authorization
        begin = time.perf_counter()
        connection.request(method, target, body=body or None, headers=headers)
        response = connection.getresponse()
        text = response.read()
        took = (time.perf_counter() - begin) * 1000
        if response.status != 200:
            sys.exit(f"{method} {target}: {response.status} {text[:200]}")
        return json.loads(text), took

    def repeat(self, count, connections):
        """What our own client says of signed requests."""
        authority = os.path.join(self.folder, "ca")
        run = subprocess.run(
            [self.fedctl, "request", "GET", self.name, "/_matrix/federation/v1/publicRooms?limit=1",
             "--ca", os.path.join(authority, "ca.pem"), "--as", "b.test",
             "--key", os.path.join(authority, "b.test.signing.key"), "--json",
             "--timeout", "60", "--repeat", str(count), "--parallel", str(connections)],
            text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        return json.loads(run.stdout)

    def load(self, prepared, seconds):
        path = os.path.join(self.folder, "requests")
        with open(path, "w", encoding="utf-8") as file:
            file.write(prepared)
        run = subprocess.run(
            ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "20s", "--latency",
             "-s", os.path.join(HERE, "prepared.lua"), f"https://127.0.0.1:{self.port}", "--",
             path, "a.test"], text=True, check=True, stdout=subprocess.PIPE)
        return json.loads(run.stdout.splitlines()[-1])


def told(words, target, is_met):
    print(f"{'serve':<20} {words}  target {target}  {'met' if is_met else 'MISSED'}")
    return is_met


def many(server, seconds):
    """1,000 connections, one kind of request after the other."""
    before = server.memory("VmRSS")
    kinds = [
        ("unsigned GET version", "GET\t/_matrix/federation/v1/version\t\t\n"),
        ("signed GET profile", server.sign(
            f"GET /_matrix/federation/v1/query/profile?user_id=%40alice%3Aa.test&n={number}"
            for number in range(20000))),
        ("signed PUT with an EDU", server.sign(
            f"PUT /_matrix/federation/v1/send/bench{number} " + json.dumps({
                "origin": "b.test", "origin_server_ts": 1795000000000 + number, "pdus": [],
                "edus": [{"edu_type": "m.typing", "content": {
                    "room_id": "!small:a.test", "user_id": "@bob:b.test",
                    "typing": number % 2 == 0}}]}, separators=(",", ":"))
            for number in range(20000))),
    ]
    met = True
    for name, prepared in kinds:
        figures = server.load(prepared, seconds)
        rate = figures["requests"] / figures["seconds"]
        met = told(
            f"{name}: {rate:.0f} a second over {CONNECTIONS} connections, {figures['errors']} errors,"
            f" median {figures['p50_ms']:.0f} ms, 99 % {figures['p99_ms']:.0f} ms",
            "> 2000 and no error", rate > 2000 and figures["errors"] == 0) and met
    report = server.repeat(2000 * seconds, CONNECTIONS)
    rate, times = report["answers_per_second"], report["answer_us"]
    errors = report["requested"] - sum(one["count"] for one in report["answers"] if one["status"] == 200)
    met = told(
        f"signed GET by fedctl request --repeat: {rate} a second over {report['connections']} connections,"
        f" {errors} errors, median {times['median'] / 1000:.0f} ms, 99 % {times['p99'] / 1000:.0f} ms",
        "> 2000 and no error", rate > 2000 and errors == 0) and met
    peak = server.memory("VmHWM")
    return told(
        f"memory {before:.0f} MB at the start, {peak:.0f} MB at the most", "< 256 MB",
        peak < 256) and met


def state(server):
    """The IDs of the state of a large room."""
    print(f"{'serve':<20} a room of {MEMBERS} members and {EVENTS} events is made and served after"
          f" {server.start_seconds:.1f} s, {server.memory('VmRSS'):.0f} MB")
    connection = server.connect()
    moment = int(time.time() * 1000)
    found, _ = server.ask(connection, server.sign([
        f"GET /_matrix/federation/v1/timestamp_to_event/!big:a.test?ts={moment}&dir=b"]))
    asked = server.sign(
        [f"GET /_matrix/federation/v1/state_ids/!big:a.test?event_id={found['event_id'].replace('$', '%24')}"])
    answer, first = server.ask(connection, asked)
    count = len(answer["pdu_ids"])
    if count < MEMBERS:
        sys.exit(f"the state has {count} events")
    times = [server.ask(connection, asked)[1] for _ in range(ROUNDS)]
    median = statistics.median(times)
    met = told(
        f"state_ids, {count} + {len(answer['auth_chain_ids'])} IDs: first {first:.1f} ms, median"
        f" {median:.1f} ms", "< 100 ms", median < 100)
    ends = threading.Event()

    def keep_asking():
        own = server.connect()
        while not ends.is_set():
            server.ask(own, asked)

    askers = [threading.Thread(target=keep_asking) for _ in range(8)]
    for asker in askers:
        asker.start()
    version = "GET\t/_matrix/federation/v1/version\t\t"
    times = []
    for _ in range(100):
        times.append(server.ask(connection, version)[1])
        time.sleep(0.01)
    ends.set()
    for asker in askers:
        asker.join()
    worst = max(times)
    return told(
        f"version while eight ask for that: median {statistics.median(times):.1f} ms, at the most"
        f" {worst:.1f} ms; {server.memory('VmHWM'):.0f} MB at the most", "< 1000 ms",
        worst < 1000) and met


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    fedctl, tool = map(os.path.abspath, sys.argv[1:3])
    seconds = int(sys.argv[3]) if len(sys.argv) == 4 else 10
    met = True
    for room, measure in ((ROOM, lambda server: many(server, seconds)), (BIG_ROOM, state)):
        with tempfile.TemporaryDirectory() as folder:
            server = Server(fedctl, tool, folder, room)
            try:
                met = measure(server) and met
            finally:
                server.stop()
    sys.exit(0 if met else 1)


if __name__ == "__main__":
    main()
