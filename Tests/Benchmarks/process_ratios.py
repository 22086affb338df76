#!/usr/bin/env python3
"""process_ratios.py version|check FEDCTL: whole processes of fedctl beside those of its peers.

version: `fedctl --version` and `curl --version`, the wall-clock time of each run.
check: `fedctl check` of a loopback server, and `curl` of its key document plus `openssl s_client`, the
processor time (user and system) of each run. Runs take turns; figures are medians.
Ends 1 where a target is missed.
"""
import json
import os
import resource
import statistics
import subprocess
import sys
import time

ROUNDS = 41


def run(command):
    """Wall-clock and processor time of one run, in milliseconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    finished = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if finished.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {finished.returncode}")
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return wall * 1000, cpu * 1000


def compare(name, unit, index, ours, peers, target):
    for command in [ours, *peers]:
        run(command)
    mine, theirs = [], []
    for _ in range(ROUNDS):
        mine.append(run(ours)[index])
        theirs.append(sum(run(peer)[index] for peer in peers))
    own, other = statistics.median(mine), statistics.median(theirs)
    ratio = own / other
    words = " + ".join(os.path.basename(peer[0]) for peer in peers)
    verdict = "met" if ratio <= target else "MISSED"
    print(f"{name:<20} fedctl {own:7.2f} ms  {words} {other:7.2f} ms  {unit}"
          f"  ratio {ratio:.2f}  target <= {target}  {verdict}")
    return ratio <= target


def check(fedctl):
    server = subprocess.Popen(
        [fedctl, "serve", "--json", "--quiet", "--listen", "127.0.0.1:0"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    try:
        said = server.stdout.readline()
        if not said:
            sys.exit("fedctl serve did not start")
        announcement = json.loads(said)
        name = announcement["servers"][0]["server_name"]
        authority = announcement["ca_file"]
        return compare(
            "check", "CPU", 1, [fedctl, "check", name, "--ca", authority],
            [["curl", "-s", "--cacert", authority, f"https://{name}/_matrix/key/v2/server"],
             ["openssl", "s_client", "-connect", name, "-CAfile", authority, "-brief"]], 3.0)
    finally:
        server.terminate()
        server.wait()


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in ("version", "check"):
        sys.exit(__doc__)
    fedctl = os.path.abspath(sys.argv[2])
    if sys.argv[1] == "version":
        met = compare(
            "--version", "wall", 0, [fedctl, "--version"], [["curl", "--version"]], 1.4)
    else:
        met = check(fedctl)
    sys.exit(0 if met else 1)


if __name__ == "__main__":
    main()
