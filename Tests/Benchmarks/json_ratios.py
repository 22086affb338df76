#!/usr/bin/env python3
"""json_ratios.py FIGURES: the table of the JSON benchmark; ends 1 where a target is missed."""
import collections
import json
import statistics
import sys

TARGETS = {"orjson": 2.5, "canonicaljson": 4.0}


def main():
    figures = collections.defaultdict(list)
    written = collections.defaultdict(dict)
    with open(sys.argv[1]) as lines:
        for line in lines:
            row = json.loads(line)
            figures[row["file"], row["work"], row["tool"]].append(row["megabytes_per_second"])
            if row["work"] == "canonicalize":
                written[row["file"]][row["tool"]] = row["written"]
    missed = False
    print("canonical JSON, one core, MB of input a second of processor time, median")
    for name, lengths in written.items():
        ours = statistics.median(figures[name, "canonicalize", "fedctl"])
        print("%-22s fedctl %5d   (index alone %d)" % (
            name, ours, statistics.median(figures[name, "index", "fedctl"])))
        for peer, target in TARGETS.items():
            theirs = statistics.median(figures[name, "canonicalize", peer])
            ratio = ours / theirs
            note = "" if ratio >= target else "  MISSED"
            missed = missed or ratio < target
            print("%-22s %-13s %5d   ratio %5.1f   target %.1f%s" % (
                "", peer, theirs, ratio, target, note))
        if len(set(lengths.values())) > 1:
            print("%-22s the results differ in length: %s" % ("", lengths))
            missed = True
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
