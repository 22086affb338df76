#!/usr/bin/env python3
"""Makes v1 … v12 again, byte for byte: needs the Python package 'matrix-synapse' (1.163 or later).

What is expected comes from Synapse's own modules, but for the rows of `make_*.py` that say otherwise, with
the specification's words: there Synapse and the specification differ.
"""
import json
import os
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "..", "Tests", "Interop")]

import make_authorizations
import make_events
import make_formats
import make_resolutions
import make_verifications


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def written(vector):
    """A line for each member, and for each of several events."""
    lines = []
    for name, value in vector.items():
        text = compact(value)
        if isinstance(value, list) and value and name != "rejected":
            text = "[\n  " + ",\n  ".join(map(compact, value)) + "\n ]"
        lines.append(f" {compact(name)}: {text}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main():
    for number in range(1, 13):
        shutil.rmtree(os.path.join(HERE, f"v{number}"), ignore_errors=True)
    count = 0
    for maker in (make_events, make_formats, make_verifications, make_authorizations, make_resolutions):
        for claim, vector in maker.vectors():
            folder = os.path.join(HERE, f"v{vector['room_version']}")
            os.makedirs(folder, exist_ok=True)
            path = os.path.join(folder, f"{vector['kind']}-{claim}.json")
            assert not os.path.exists(path), f"{path} is made twice"
            with open(path, "w", encoding="utf-8") as file:
                file.write(written(vector))
            count += 1
    print(f"{count} vectors")


if __name__ == "__main__":
    main()
