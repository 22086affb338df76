#!/usr/bin/env python3
"""json_peers.py FILE...: what orjson and canonicaljson do with the same bytes, one JSON line each.

The work is the canonical form: read the bytes, write them with sorted keys.
"""
import gc
import json
import os
import statistics
import sys
import time

import canonicaljson
import orjson


def with_orjson(document):
    return len(orjson.dumps(orjson.loads(document), option=orjson.OPT_SORT_KEYS))


def with_canonicaljson(document):
    return len(canonicaljson.encode_canonical_json(json.loads(document)))


def measure(work, documents, passes):
    seconds = []
    gc.disable()
    for turn in range(passes + 1):
        start = time.process_time()
        written = sum(map(work, documents))
        if turn:  # The first pass warms up.
            seconds.append(time.process_time() - start)
    gc.enable()
    return statistics.median(seconds), written


def main():
    for path in sys.argv[1:]:
        with open(path, "rb") as file:
            data = file.read()
        documents = data.splitlines() if path.endswith(".ndjson") else [data]
        for tool, work, passes in (("orjson", with_orjson, 3), ("canonicaljson", with_canonicaljson, 1)):
            median, written = measure(work, documents, passes)
            print(json.dumps({
                "tool": tool, "work": "canonicalize", "file": os.path.basename(path), "passes": passes,
                "megabytes_per_second": round(len(data) / 1e6 / median), "written": written}), flush=True)


if __name__ == "__main__":
    main()
