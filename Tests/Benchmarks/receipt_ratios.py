#!/usr/bin/env python3
"""receipt_ratios.py FILE: what the checks on receipt of a whole room cost, for rooms of several sizes.

FILE has one JSON object a line, for each size the time without signatures ("unsigned") and with them ("signed"). The
ratio is of the time that an event takes in the largest room to that in the smallest: 1 is linear. Ends with 1 where a
target is missed.
"""
import json
import sys

SECONDS = 6.0
GROWTH = 1.5


def main() -> int:
    with open(sys.argv[1], encoding="utf-8") as lines:
        runs = [json.loads(line) for line in lines]
    print("Checking the events of a room as they are received, from bytes to verdicts, on one core")
    for run in runs:
        each = 1e6 * run["processor_seconds"] / run["events"]
        print(f"  {run['work']:8}  {run['events']:6} events  {run['processor_seconds']:6.2f} s  {each:6.1f} us an event  "
              f"{run['resolved']:5} states resolved, {run['judgements']:6} judgements, {run['visits']:8} visits")
    missed = 0
    for work in ("unsigned", "signed"):
        small, *_, large = sorted((run for run in runs if run["work"] == work), key=lambda run: run["events"])
        growth = large["processor_seconds"] / large["events"] / (small["processor_seconds"] / small["events"])
        met = growth <= GROWTH
        print(f"  {work:8}  ratio of an event in the largest to one in the smallest room: {growth:.2f}   "
              f"target {GROWTH:.2f}   {'met' if met else 'MISSED'}")
        missed += not met
        if work == "unsigned":
            seconds = large["processor_seconds"] * 50_000 / large["events"]
            print(f"  {work:8}  50,000 events: {seconds:.1f} s   target {SECONDS:.1f} s   "
                  f"{'met' if seconds <= SECONDS else 'MISSED'}")
            missed += seconds > SECONDS
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
