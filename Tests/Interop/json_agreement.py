"""Canonical JSON: fedctl and Python's canonicaljson make the same bytes."""

import os
import subprocess
import sys


def run(suite, count):
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "json_differential.py")

    def agrees():
        finished = subprocess.run(
            [sys.executable, script, suite.path, str(count)], capture_output=True, text=True)
        assert finished.returncode == 0, finished.stdout + finished.stderr
        said = finished.stdout.strip()
        assert said.startswith(f"{count} documents") and said.endswith(" 0 differences"), said

    suite.claim(f"{count} random documents have the canonical form that canonicaljson gives", agrees)
