#!/usr/bin/env python3
"""event_differential.py FEDCTL [--events N] [--questions N] [--rooms N] [--seed N] [--only PART]

Compares fedctl with Synapse's own modules on generated events (N of all versions together), generated
questions to the auth rules, and generated rooms that forked. Prints one line a part: how many were compared,
how many differences the rows of event_explained.py explain, and how many nothing explains; ends 1 where there
are such. Needs the package matrix-synapse.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter

from canonicaljson import encode_canonical_json

import event_explained
import event_formats
import event_forks
import event_generator
import event_questions
import event_synapse as synapse
from event_generator import HOME, VERSIONS
from event_texts import Style


class Differences:
    """What differs, by the row that explains it; what none explains is shown."""

    def __init__(self, part):
        self.part = part
        self.compared = Counter()
        self.explained = Counter()
        self.unexplained = 0

    def compare(self, what, wanted, got, about, row=None):
        self.compared[what] += 1
        if wanted == got:
            return
        if row is not None:
            self.explained[row] += 1
            return
        self.unexplained += 1
        if self.unexplained <= 10:
            print(f"{self.part}, {what}\n  Synapse {wanted!r:.1500}\n  fedctl  {got!r:.1500}\n  about   {about!r:.3000}")

    def report(self):
        counts = ", ".join(f"{count} {what}" for what, count in self.compared.items())
        print(f"{self.part}: {counts}; {sum(self.explained.values())} differences explained, "
              f"{self.unexplained} unexplained")
        for row, count in sorted(self.explained.items()):
            print(f"  {count} x {row}")
        return self.unexplained == 0


class Fedctl:
    def __init__(self, path, folder):
        self.path = path
        self.key = os.path.join(folder, "signing.key")
        with open(self.key, "w") as file:
            file.write(f"{synapse.KEY_ID.replace(':', ' ')} {synapse.SEED}\n")
        os.chmod(self.key, 0o600)

    def lines(self, lines, *arguments):
        """One line of output for each line of input."""
        with tempfile.TemporaryFile() as file:
            file.write(b"".join(line + b"\n" for line in lines))
            file.seek(0)
            finished = subprocess.run(
                [self.path, "event", *arguments, "--ndjson"], stdin=file, capture_output=True)
        answers = finished.stdout.split(b"\n")[:-1]
        assert len(answers) == len(lines), \
            f"event {' '.join(arguments)}: {len(lines)} lines in, {len(answers)} out; {finished.stderr[:500]}"
        return answers

    def for_version(self, version, lines):
        at = ("--room-version", version)
        flag = f"{HOME},{synapse.KEY_ID},{synapse.PUBLIC}"
        return {
            "sign": lambda: self.lines(lines, "sign", *at, "--as", HOME, "--key", self.key),
            "hash": lambda: self.lines(lines, "hash", *at), "id": lambda: self.lines(lines, "id", *at),
            "redact": lambda: self.lines(lines, "redact", *at),
            "verify": lambda: self.lines(lines, "verify", *at, "--verify-key", flag, "--json"),
        }


def spoilt(rng, event):
    """The event with something changed after it was signed, and what a verifier has to say of it."""
    made = json.loads(json.dumps(event))
    kind = rng.choice(["content", "depth", "signature", "hash"])
    if kind == "content":
        # In a name that every redaction drops.
        made["org.example.changed"] = 1
    elif kind == "depth":
        made["depth"] = made["depth"] - 1 if made["depth"] else 1
    elif kind == "signature":
        signature = made["signatures"][HOME][synapse.KEY_ID]
        made["signatures"][HOME][synapse.KEY_ID] = ("B" if signature[0] == "A" else "A") + signature[1:]
    else:
        made["hashes"]["sha256"] = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"
    return made


def compare_events(fedctl, rng, count):
    differences = Differences("events")
    for position, version in enumerate(VERSIONS):
        share = count // 12 + (position < count % 12)
        events = [event_generator.event(rng, version) for _ in range(share)]
        signed = [synapse.signed(version, event, HOME) for event in events]
        lines = [Style(rng).write(event).encode() for event in events]
        asked = fedctl.for_version(version, lines)
        for event, line, wanted, got in zip(events, lines, signed, asked["sign"]()):
            differences.compare("signed canonical events", encode_canonical_json(wanted), got, line)
        lines = [Style(rng).write(event).encode() for event in signed]
        asked = fedctl.for_version(version, lines)
        answers = zip(signed, lines, asked["hash"](), asked["id"](), asked["redact"]())
        for event, line, content_hash, name, redacted in answers:
            differences.compare("content hashes", synapse.content_hash(event).encode(), content_hash, line)
            differences.compare("IDs", synapse.event_id(version, event).encode(), name, line)
            differences.compare("redacted events", synapse.redacted(version, event), redacted, line)
        compare_verdicts(fedctl, rng, version, signed[: share // 4], differences)
    return differences


def compare_verdicts(fedctl, rng, version, events, differences):
    """Hashes and signatures by one key, right and wrong."""
    judged = [event if rng.random() < 0.4 else spoilt(rng, event) for event in events]
    lines = [Style(rng).write(event).encode() for event in judged]
    skipped = 0
    for event, line, answer in zip(judged, lines, fedctl.for_version(version, lines)["verify"]()):
        try:
            matches = synapse.matches_content_hash(version, event)
            wanted = (matches, synapse.has_valid_signature(version, event, HOME))
        except Exception:  # what Synapse ends with where an event lacks what it looks for has no class of its own
            skipped += 1
            continue
        differences.compare("verdicts", wanted, event_explained.verdict_of(answer, HOME), line)
    # Few of the spoilt events are beyond Synapse; were it many, nothing would be compared.
    differences.compare("enough verdicts", True, skipped * 4 <= len(judged), f"{skipped} of {len(judged)} skipped")


def compare_formats(fedctl):
    differences = Differences("forms")
    by_version = {}
    for claim, version, _, line in event_formats.cases():
        by_version.setdefault(version, []).append((claim, line))
    for version, cases in by_version.items():
        answers = fedctl.lines([line.encode() for _, line in cases], "verify", "--room-version", version, "--json")
        for (claim, line), answer in zip(cases, answers):
            wanted = synapse.refusal(version, line) is None
            row = event_explained.FORMATS.get((claim, version))
            differences.compare("events", wanted, event_explained.is_well_formed(answer), f"v{version} {claim}",
                                row and " -- ".join(row))
    return differences


def compare_decisions(fedctl, rng, count):
    differences = Differences("auth rules")
    asked = list(event_questions.questions(rng, count))
    lines = [encode_canonical_json(question) for _, question in asked]
    seen = Counter()
    for (label, question), answer in zip(asked, fedctl.lines(lines, "authorize")):
        why = synapse.refused(question)
        said = json.loads(answer) if answer.startswith(b"{") else {}
        allowed = said.get("allowed", False)
        differs = allowed != (why is None)
        row = event_explained.decision_row(question, why, allowed, said.get("rule")) if differs else None
        differences.compare("decisions", why is None, allowed, (label, why, answer, question), row)
        seen[(label.split(" ", 1)[1].split(",")[0], why is None)] += 1
    kinds = {kind for kind, _ in seen}
    one_sided = sorted(kind for kind in kinds if not (seen[(kind, True)] and seen[(kind, False)]))
    print(f"auth rules: {sum(n for (_, yes), n in seen.items() if yes)} allowed, "
          f"{sum(n for (_, yes), n in seen.items() if not yes)} rejected; of one kind alone: {one_sided}")
    return differences


def compare_rooms(fedctl, rng, count):
    differences = Differences("state resolution")
    rooms = list(event_forks.rooms(rng, count))
    lines = [encode_canonical_json(room) for room in rooms]
    for room, answer in zip(rooms, fedctl.lines(lines, "resolve")):
        got = json.loads(answer)["state"] if answer.startswith(b"{") else answer
        wanted = synapse.resolved(room)
        row = None
        if got != wanted:
            row = next((words for words, reading in event_explained.RESOLUTION_ROWS
                        if got == synapse.resolved(room, **reading)), None)
        differences.compare(f"rooms of version {room['room_version']}", wanted, got, room, row)
    return differences


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("fedctl")
    parser.add_argument("--events", type=int, default=20_400)
    parser.add_argument("--questions", type=int, default=3_072)
    parser.add_argument("--rooms", type=int, default=210)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=["events", "forms", "auth", "rooms"])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fedctl = Fedctl(options.fedctl, folder)
        parts = {
            "events": lambda rng: compare_events(fedctl, rng, options.events),
            "forms": lambda rng: compare_formats(fedctl),
            "auth": lambda rng: compare_decisions(fedctl, rng, options.questions),
            "rooms": lambda rng: compare_rooms(fedctl, rng, options.rooms),
        }
        good = True
        for name, part in parts.items():
            if options.only in (None, name):
                good = part(random.Random(options.seed)).report() and good
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
