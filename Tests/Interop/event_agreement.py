"""Events, auth rules and state resolution: fedctl and Synapse's own modules agree, but for what is explained."""

import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
VECTORS = os.path.join(HERE, "..", "..", "Fixtures", "events")


def run(suite):
    def agrees(part):
        finished = subprocess.run(
            [sys.executable, os.path.join(HERE, "event_differential.py"), suite.path, "--only", part],
            capture_output=True, text=True, timeout=600)
        print(finished.stdout.strip())
        assert finished.returncode == 0, finished.stdout + finished.stderr
        assert ", 0 unexplained" in finished.stdout, finished.stdout

    def vectors():
        from event_explained import FORMATS
        adapter = [sys.executable, os.path.join(HERE, "event_adapter.py")]
        result = suite.fedctl(
            "event", "vectors", "run", "--vectors", VECTORS, "--timeout", "120", "--json", "--", *adapter,
            timeout=600)
        said = json.loads(result.out)
        assert said["counts"]["agree"] > 2000, result
        known = {f"v{version}/format-{claim}" for claim, version in FORMATS}
        wrong = [row["vector"] for row in said["vectors"] if row["verdict"] == "fail" and row["vector"] not in known]
        assert not wrong, (wrong, result)

    suite.claim("20400 generated events of every room version: forms, hashes, IDs, redaction and signatures "
                "are those of Synapse", lambda: agrees("events"))
    suite.claim("events at the edges of what is allowed are taken and refused as Synapse does", lambda: agrees("forms"))
    suite.claim("3072 generated events are allowed and rejected by the auth rules as Synapse does", lambda: agrees("auth"))
    suite.claim("210 generated rooms that forked resolve to the state that Synapse finds", lambda: agrees("rooms"))
    suite.claim("event vectors run agrees with Synapse behind an adapter", vectors)
