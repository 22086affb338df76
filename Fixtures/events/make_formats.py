"""Vectors of the kind `format`: events whose form is right at an edge, or wrong in one way."""

import json

import event_synapse as synapse
from event_explained import FORMATS
from event_formats import cases


# What depends on no version is kept once or twice only where it is large.
LARGE = 8000


def refuse(constant):
    raise ValueError(f"{constant} is no JSON")


def vectors():
    for claim, version, violations, line in cases():
        if len(line) > LARGE and version not in ("1", "12"):
            continue
        taken = synapse.refusal(version, line) is None
        assert taken == (not violations) or (claim, version) in FORMATS, (claim, version, taken)
        vector = {"kind": "format", "room_version": version}
        try:
            parsed = json.loads(line, parse_constant=refuse)
            exact = json.dumps(parsed, ensure_ascii=False, separators=(",", ":")) == line
        except ValueError:
            exact = False
        if exact and len(line) <= LARGE:
            vector["event"] = parsed
        else:
            vector["event_text"] = line
        expect = {"valid": not violations}
        if violations:
            expect["violations"] = violations
        yield claim, {**vector, "expect": expect, "source": "our own"}
