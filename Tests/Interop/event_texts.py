"""Random JSON values, and random ways to write them, for generated events."""

import json

from json_differential import SPACES, number, text, written_text

FLOATS = [1.5, -0.25, 1e30, 3.0e-7, 0.1, 123456.789, -1e-10, 2.5e20]
LARGE = [2**53, -(2**53), 2**63 - 1, 2**63, -(2**63) - 1, 2**64, 10**25, -(10**30)]


class Style:
    """How one document is written: its spaces, its escapes, the order of its keys."""

    def __init__(self, rng):
        self.rng = rng
        self.shuffled = rng.random() < 0.6
        # Most documents are written by Python's encoder, which is fast; the rest in any legal way.
        self.plain = rng.random() < 0.85
        self.ascii = rng.random() < 0.3
        self.separators = rng.choice([(",", ":"), (",", ":"), (", ", ": "), (" ,\t", "  :")])
        self.eagerness = rng.choice([0, 0.05, 0.5])

    def write(self, value):
        if self.plain:
            shuffled = self.reordered(value) if self.shuffled else value
            return json.dumps(shuffled, ensure_ascii=self.ascii, separators=self.separators)
        return self.written(value)

    def reordered(self, value):
        if isinstance(value, dict):
            members = list(value.items())
            self.rng.shuffle(members)
            return {name: self.reordered(member) for name, member in members}
        if isinstance(value, list):
            return [self.reordered(element) for element in value]
        return value

    def gap(self):
        return self.rng.choice(SPACES)

    def written(self, value):
        if isinstance(value, str):
            return written_text(self.rng, value, self.eagerness)
        if isinstance(value, dict):
            members = list(value.items())
            if self.shuffled:
                self.rng.shuffle(members)
            return self.inside("{", "}", [
                self.written(name) + self.gap() + ":" + self.gap() + self.written(member)
                for name, member in members])
        if isinstance(value, list):
            return self.inside("[", "]", [self.written(element) for element in value])
        return json.dumps(value)

    def inside(self, opening, closing, lines):
        inner = ",".join(self.gap() + line + self.gap() for line in lines)
        return opening + (inner or self.gap()) + closing


def scalar(rng, strict):
    """A value without members; only where not `strict`, a number that canonical JSON has no form for."""
    kind = rng.random()
    if kind < 0.5:
        return text(rng)
    if kind < 0.8:
        if not strict and rng.random() < 0.3:
            return rng.choice(FLOATS + LARGE)
        return number(rng)
    return rng.choice([True, False, None])


def value(rng, depth, strict):
    kind = rng.random()
    if depth == 0 or kind < 0.5:
        return scalar(rng, strict)
    if kind < 0.65:
        return [value(rng, depth - 1, strict) for _ in range(rng.choice([0, 1, 2, 3]))]
    return members(rng, depth - 1, strict)


def members(rng, depth, strict):
    """An object of random names, often names that mean something elsewhere in an event."""
    made = {}
    for _ in range(rng.choice([0, 1, 1, 2, 3, 5])):
        name = text(rng)
        if rng.random() < 0.2:
            name = rng.choice(["", "unsigned", "signatures", "hashes", "event_id", "membership",
                               "age_ts", "signed", "redacts", "content"])
        made[name] = value(rng, depth, strict)
    return made
