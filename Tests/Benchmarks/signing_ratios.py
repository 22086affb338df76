#!/usr/bin/env python3
"""signing_ratios.py FILE: the medians of a run of signing benchmarks, and fedctl's ratios beside their targets.

FILE has one JSON object a line. The ratio to C is of messages a second of processor time, which other processes
on the machine do not change; that of two cores to one is of the time on the wall. Ends with 1 where a target is missed.
"""
import json
import statistics
import sys

FLOOR_TO_C = 0.90
FLOOR_OF_TWO_CORES = 1.8


def main() -> int:
    runs = {}
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            run = json.loads(line)
            runs.setdefault((run["tool"], run["work"], run["cores"]), []).append(run)

    def median(tool, work, cores, figure):
        return statistics.median(run[figure] for run in runs[tool, work, cores])

    missed = 0
    print("Ed25519, messages of 1,000 bytes")
    for work in ("sign", "verify"):
        for cores in (1, 2):
            ours, peer = (median(tool, work, cores, "per_processor_second") for tool in ("fedctl", "c"))
            wall = median("fedctl", work, cores, "per_second")
            is_met = ours / peer >= FLOOR_TO_C
            missed += not is_met
            print(f"  {work:6}  {cores} {'core ' if cores == 1 else 'cores'}  {wall:7.0f}/s on the wall  "
                  f"{ours:6.0f}/s a core, C {peer:6.0f}/s: {ours / peer:.2f} of C, target {FLOOR_TO_C:.2f}: "
                  f"{'met' if is_met else 'MISSED'}")
        scales = {tool: median(tool, work, 2, "per_second") / median(tool, work, 1, "per_second")
                  for tool in ("fedctl", "c")}
        is_met = scales["fedctl"] >= FLOOR_OF_TWO_CORES
        missed += not is_met
        print(f"  {work:6}  two cores {scales['fedctl']:.2f} x one (C {scales['c']:.2f} x), "
              f"target {FLOOR_OF_TWO_CORES:.1f} x: {'met' if is_met else 'MISSED'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
