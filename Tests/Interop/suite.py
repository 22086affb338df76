#!/usr/bin/env python3
"""Interoperability: fedctl against real implementations, one test a claim."""

import argparse
import os
import shutil
import sys
import time

import check_synapse
import dns_dnsmasq
import event_agreement
import front_ends
import json_agreement
import keys_synapse
import requests_delivery
import requests_faults
import requests_identity
import requests_reads
import requests_refusals
import serve_acts
import serve_exchange
import serve_rooms
from certificates import Authority
from harness import Suite
from homeserver import Homeserver


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fedctl", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--documents", type=int, default=100_000)
    options = parser.parse_args()
    shutil.rmtree(options.work, ignore_errors=True)
    os.makedirs(options.work)
    started = time.monotonic()
    suite = Suite(options.fedctl)
    dns_dnsmasq.run(suite)
    authority = Authority(os.path.join(options.work, "ca"))
    with Homeserver(os.path.join(options.work, "synapse"), authority) as homeserver:
        check_synapse.run(suite, homeserver, authority)
        keys_synapse.run(suite, homeserver, authority)
        for module in [serve_rooms, serve_exchange, serve_acts]:
            folder = os.path.join(options.work, module.__name__)
            module.run(suite, homeserver, authority, folder)
        front_ends.run(suite, homeserver, authority, os.path.join(options.work, "front-ends"))
        second = os.path.join(options.work, "synapse-2")
        with Homeserver(second, authority, well_known=True, old_key=True) as other:
            for module in [
                    requests_reads, requests_identity, requests_refusals, requests_delivery,
                    requests_faults]:
                folder = os.path.join(options.work, module.__name__)
                module.run(suite, homeserver, other, authority, folder)
    json_agreement.run(suite, options.documents)
    event_agreement.run(suite)
    print(f"interop: {time.monotonic() - started:.0f} s")
    sys.exit(suite.finish())


if __name__ == "__main__":
    main()
