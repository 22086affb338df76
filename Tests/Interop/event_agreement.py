"""Events, auth rules and state resolution: fedctl and Synapse's own modules agree, but for what is explained."""

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def run(suite):
    def agrees(part):
        finished = subprocess.run(
            [sys.executable, os.path.join(HERE, "event_differential.py"), suite.path, "--only", part],
            capture_output=True, text=True, timeout=600)
        print(finished.stdout.strip())
        assert finished.returncode == 0, finished.stdout + finished.stderr
        assert ", 0 unexplained" in finished.stdout, finished.stdout

    suite.claim("20400 generated events of every room version: forms, hashes, IDs, redaction and signatures "
                "are those of Synapse", lambda: agrees("events"))
    suite.claim("events at the edges of what is allowed are taken and refused as Synapse does", lambda: agrees("forms"))
