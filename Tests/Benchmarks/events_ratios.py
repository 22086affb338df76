#!/usr/bin/env python3
"""events_ratios.py FILE: what verifying whole events costs beside verifying their signatures alone.

FILE has one JSON object a line: the time of "signature" is of Ed25519 over bytes that are at hand, that of "event" of
reading the event, its hash, its redacted form and its signature, that of "event-with-form" of all this, the checks of
the form and the event ID. The ratio on one core is of processor time, on two of the time on the wall. Judged are the
best rounds, because what else happens on a machine only ever slows; the ratio of the medians stands beside. Ends with
1 where a target is missed.
"""
import json
import statistics
import sys

FLOOR = 0.90


def main() -> int:
    runs = {}
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            run = json.loads(line)
            runs.setdefault((run["form"], run["work"], run["cores"]), []).append(run)

    missed = 0
    forms = list(dict.fromkeys(form for form, _, _ in runs))
    count, size = (next(iter(runs.values()))[0][name] for name in ("events", "bytes"))
    print(f"Verifying {count} events of {size // count} bytes")
    for form in forms:
        for cores in (1, 2):
            name = "per_processor_second" if cores == 1 else "per_second"
            alone = [run[name] for run in runs[form, "signature", cores]]
            print(f"  {form:9}  {cores} core{'s' if cores > 1 else ' '}  signatures alone {max(alone):6.0f}/s")
            for work, words in (("event", "read, hashed, redacted, verified"), ("event-with-form", "form and ID too")):
                whole = [run[name] for run in runs[form, work, cores]]
                best = max(whole) / max(alone)
                median = statistics.median(whole) / statistics.median(alone)
                # The target is about events as servers send them, in canonical form.
                is_judged = form == "canonical" and work == "event"
                verdict = f"   target {FLOOR:.2f}   {'met' if best >= FLOOR else 'MISSED'}" if is_judged else ""
                missed += is_judged and best < FLOOR
                print(f"    {words:32}  {max(whole):6.0f}/s, ratio: {best:.2f} (medians {median:.2f}){verdict}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
