"""Runs fedctl and counts claims; a claim that does not hold says what was there."""

import json
import os
import subprocess
import traceback


class Run:
    """One finished run of fedctl."""

    def __init__(self, arguments, finished):
        self.arguments = arguments
        self.status = finished.returncode
        self.out = finished.stdout.decode("utf-8", "replace")
        self.err = finished.stderr.decode("utf-8", "replace")

    def json(self):
        return json.loads(self.out)

    def __str__(self):
        return (f"fedctl {' '.join(self.arguments)}\nstatus {self.status}\n"
                f"--- stdout\n{self.out[:4000]}\n--- stderr\n{self.err[:2000]}")


class Suite:
    """The claims, and how many held."""

    def __init__(self, fedctl):
        self.path = fedctl
        self.passed = 0
        self.failed = 0

    def fedctl(self, *arguments, stdin=b"", timeout=120, **variables):
        environment = {**os.environ, "NO_COLOR": "1", **variables}
        finished = subprocess.run(
            [self.path, *arguments], input=stdin, capture_output=True, timeout=timeout,
            env=environment)
        return Run(arguments, finished)

    def claim(self, sentence, test):
        """Runs `test`; an assertion with a run as its argument shows that run."""
        try:
            test()
        except Exception as error:  # every failure of a test is a failed claim
            self.failed += 1
            print(f"fail  {sentence}\n{error}")
            if not isinstance(error, AssertionError):
                traceback.print_exc()
            return
        self.passed += 1
        print(f"pass  {sentence}")

    def finish(self):
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed or not self.passed else 0
