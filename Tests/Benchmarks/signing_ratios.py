#!/usr/bin/env python3
"""signing_ratios.py FILE: the figures of a run of signing benchmarks, and fedctl's ratios beside their targets.

FILE has one JSON object a line. The ratio to C is of messages a second of processor time; that of two cores to one is
of the time on the wall. Judged are the best rounds, because what else happens on a machine only ever slows; the
ratio of the medians stands beside. Ends with 1 where a target is missed.
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

    def figure(pick, tool, work, cores, name):
        return pick(run[name] for run in runs[tool, work, cores])

    missed = 0

    def judge(text, best, median, floor):
        nonlocal missed
        is_met = best >= floor
        missed += not is_met
        print(f"{text}: {best:.2f} (medians {median:.2f})   target {floor:.2f}   {'met' if is_met else 'MISSED'}")

    print("Ed25519, messages of 1,000 bytes")
    for work in ("sign", "verify"):
        for cores in (1, 2):
            ours, peer = (figure(max, tool, work, cores, "per_processor_second") for tool in ("fedctl", "c"))
            middle = [figure(statistics.median, tool, work, cores, "per_processor_second") for tool in ("fedctl", "c")]
            judge(f"  {work:6}  {cores} core{'s' if cores > 1 else ' '}  {ours:6.0f}/s a core, C {peer:6.0f}/s, ratio",
                  ours / peer, middle[0] / middle[1], FLOOR_TO_C)
        one, two = (figure(max, "fedctl", work, cores, "per_second") for cores in (1, 2))
        middle = [figure(statistics.median, "fedctl", work, cores, "per_second") for cores in (1, 2)]
        peer = figure(max, "c", work, 2, "per_second") / figure(max, "c", work, 1, "per_second")
        judge(f"  {work:6}  {two:.0f}/s on two cores, {one:.0f}/s on one, C {peer:.2f} x, ours",
              two / one, middle[1] / middle[0], FLOOR_OF_TWO_CORES)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
