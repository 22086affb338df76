#!/usr/bin/env python3
"""request_ratios.py FEDCTL ED25519_LOOP PYTHON: signed requests over kept connections, beside their peers.

A static nginx on loopback answers over TLS. `fedctl request --repeat` and `curl --parallel` ask it the same
target equally often, eight at once; a signature costs what the loop of ED25519_LOOP over OpenSSL needs for one.
Processor time (user and system) of the asking process alone, in turns; figures are medians. PYTHON has signedjson
and requests, and makes, signs and sends one request a process. Ends 1 where a target is missed.
"""
import json
import os
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 7
COUNT = 20000
PARALLEL = 8
PROCESSES = 15
TARGET = "/_matrix/federation/v1/query/profile?user_id=%40alice%3Alocalhost"
NGINX = """daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 256; }}
http {{
    access_log off; keepalive_requests 100000000; keepalive_timeout 300;
    client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    server {{
        listen 127.0.0.1:{port} ssl; server_name localhost;
        ssl_certificate {folder}/cert.pem; ssl_certificate_key {folder}/cert.key;
        default_type application/json;
        location / {{ return 200 '{{"displayname":"Alice","avatar_url":"mxc://localhost/abc"}}'; }}
    }}
}}
"""
ASK = """
import sys, time
import requests
from signedjson.key import read_signing_keys
from signedjson.sign import sign_json
key_file, server, target, authority = sys.argv[1:]
key = read_signing_keys(open(key_file))[0]
signed = sign_json({"method": "GET", "uri": target, "origin": "bench.test", "destination": server}, "bench.test", key)
(key_id, signature), = signed["signatures"]["bench.test"].items()
header = f'X-Matrix origin="bench.test",destination="{server}",key="{key_id}",sig="{signature}"'
answer = requests.get(f"https://{server}{target}", headers={"Authorization": header}, verify=authority, timeout=10)
answer.raise_for_status()
answer.json()
"""


def processor_time():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def run(command):
    """Wall-clock and processor time of one run in seconds, and what it printed."""
    before, start = processor_time(), time.perf_counter()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    wall = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.decode()[-500:]}")
    return wall, processor_time() - before, done.stdout


def signature_time(loop):
    """Processor time of one signature of the C loop, in seconds: the median of some rounds."""
    rates = []
    for _ in range(3):
        for line in subprocess.run([loop], stdout=subprocess.PIPE, check=True).stdout.splitlines():
            figure = json.loads(line)
            if figure["work"] == "sign" and figure["cores"] == 1:
                rates.append(figure["per_processor_second"])
    return 1 / statistics.median(rates)


class StaticServer:
    """nginx with a certificate of its own."""

    def __init__(self, folder):
        self.authority = os.path.join(folder, "cert.pem")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-keyout", os.path.join(folder, "cert.key"), "-out", self.authority, "-days", "2",
             "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
            check=True, stderr=subprocess.DEVNULL)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.name = f"localhost:{port}"
        path = os.path.join(folder, "nginx.conf")
        with open(path, "w", encoding="utf-8") as file:
            file.write(NGINX.format(folder=folder, port=port))
        nginx = shutil.which("nginx") or "/usr/sbin/nginx"
        self.process = subprocess.Popen([nginx, "-e", os.path.join(folder, "start.log"), "-c", path])
        deadline = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    sys.exit("nginx did not start")
                time.sleep(0.05)

    def stop(self):
        self.process.terminate()
        self.process.wait()


def told(words, ratio, target, is_met):
    print(f"{'request':<20} {words}  ratio {ratio:.2f}  target {target}  {'met' if is_met else 'MISSED'}")
    return is_met


def measure(fedctl, loop, python, folder, server):
    key = os.path.join(folder, "signing.key")
    run([fedctl, "keys", "generate", key])
    asking = [fedctl, "request", "GET", server.name, TARGET, "--ca", server.authority, "--as", "bench.test",
              "--key", key, "--json", "--repeat"]
    ours = asking + [str(COUNT), "--parallel", str(PARALLEL)]
    curl = ["curl", "-sS", "--fail", "--cacert", server.authority, "--parallel", "--parallel-max", str(PARALLEL),
            "-o", "/dev/null", f"https://{server.name}{TARGET}#[1-{COUNT}]"]
    own, peer = [], []
    for _ in range(ROUNDS):
        _, cpu, printed = run(ours)
        report = json.loads(printed)
        if report["answers"] != [{"status": 200, "count": COUNT}]:
            sys.exit(f"not every request was answered: {report}")
        own.append(cpu / COUNT)
        peer.append(run(curl)[1] / COUNT)
    mine, theirs, signature = statistics.median(own), statistics.median(peer), signature_time(loop)
    ratio = mine / (theirs + signature)
    met = told(
        f"fedctl {mine * 1e6:6.1f} us  curl {theirs * 1e6:.1f} us + a signature {signature * 1e6:.1f} us  CPU a request"
        f" ({report['connections']} connections, {report['answers_per_second']:.0f}/s)", ratio, "<= 1.3", ratio <= 1.3)
    script = os.path.join(folder, "ask.py")
    with open(script, "w", encoding="utf-8") as file:
        file.write(ASK)
    times = [run([python, script, key, server.name, TARGET, server.authority])[0] for _ in range(PROCESSES)]
    rate = 1 / statistics.median(times)
    alone = json.loads(run(asking + [str(COUNT)])[2])["answers_per_second"]
    return told(
        f"fedctl {alone:.0f}/s one after the other  a Python process each {rate:.2f}/s", alone / rate, ">= 20",
        alone / rate >= 20) and met


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    fedctl, loop, python = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        server = StaticServer(folder)
        try:
            met = measure(os.path.abspath(fedctl), loop, python, folder, server)
        finally:
            server.stop()
    sys.exit(0 if met else 1)


if __name__ == "__main__":
    main()
