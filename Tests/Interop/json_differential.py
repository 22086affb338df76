#!/usr/bin/env python3
"""json_differential.py FEDCTL [COUNT] [SEED]: compares canonical JSON with Python's canonicaljson.

Makes COUNT random documents (100000), writes each in a random way (white space, order of keys, escapes),
sends them through `FEDCTL json canonical --ndjson` and compares byte for byte with what
canonicaljson.encode_canonical_json makes of them. All numbers are integers within ±(2^53−1), because
outside that canonicaljson does not follow the specification. Prints the count and the differences, and
ends 1 where there is one. Needs the package canonicaljson.
"""
import json
import os
import random
import subprocess
import sys
import tempfile

import canonicaljson

LARGEST = 2**53 - 1
DEPTH = 3
SIZES = [0, 1, 2, 3, 4, 5, 17]
SPACES = ["", "", " ", "\t", "\r", "  ", " \t \r"]
# Characters that need care: escaped ones, the ends of each length of UTF-8, those whose order differs
# between code points and UTF-16, line separators, and equal-looking composed and decomposed letters.
CHARACTERS = (
    [chr(point) for point in range(0x20)]
    + list('"\\/\x7f\x80\u07ff\u0800\u2028\u2029\ud7ff\ue000\ufeff\ufffd\uffff\U00010000\U0001f600\U0010ffff')
    + ["é", "e\u0301", "日", "本", "Å", "A\u030a", "<", "&", "'"]
)
SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f", "/": "\\/"}


def text(rng):
    kind = rng.random()
    length = rng.choice([0, 1, 1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 24, 40])
    if kind < 0.4:
        return "".join(rng.choices("abcdefghijklmnopqrstuvwxyz._-", k=length))
    if kind < 0.8:
        return "".join(rng.choice(CHARACTERS) if rng.random() < 0.3 else rng.choice("abc ") for _ in range(length))
    return "".join(rng.choices(CHARACTERS, k=length))


def number(rng):
    return rng.choice([
        lambda: rng.randint(-9, 9), lambda: rng.randint(-LARGEST, LARGEST), lambda: LARGEST,
        lambda: -LARGEST, lambda: rng.randint(0, 2**32), lambda: 10 ** rng.randint(0, 15)])()


def unit(rng, number):
    digits = "%04x" % number
    return "\\u" + "".join(rng.choice([digit, digit.upper()]) for digit in digits)


def written_text(rng, string, eagerness):
    out = ['"']
    for character in string:
        point = ord(character)
        if character in SHORT and (point in (0x22, 0x5C) or point < 32 or rng.random() < eagerness):
            out.append(SHORT[character] if rng.random() >= eagerness else unit(rng, point))
        elif point < 32 or rng.random() < eagerness:
            if point > 0xFFFF:
                point -= 0x10000
                out.append(unit(rng, 0xD800 + (point >> 10)) + unit(rng, 0xDC00 + (point & 0x3FF)))
            else:
                out.append(unit(rng, point))
        else:
            out.append(character)
    return "".join(out) + '"'


def gap(rng, space):
    # A new line would end the document.
    return rng.choice(SPACES) if space else ""


def value(rng, depth, texts, space):
    """A value, and one way to write it."""
    # The outermost value nearly always holds others.
    kind = rng.random() * (0.55 if depth == DEPTH else 1)
    if depth > 0 and kind < 0.5:
        isObject = kind < 0.3
        made, members = ({} if isObject else []), []
        for _ in range(rng.choice(SIZES)):
            inside, line = value(rng, depth - 1, texts, space)
            if isObject:
                key, written_key = rng.choice(texts)
                if key in made:
                    continue
                made[key] = inside
                members.append((key, written_key + gap(rng, space) + ":" + gap(rng, space) + line))
            else:
                made.append(inside)
                members.append((None, line))
        if isObject and rng.random() < 0.4:
            members.sort()
        lines = [gap(rng, space) + line + gap(rng, space) for _, line in members]
        inner = ",".join(lines) or gap(rng, space)
        return made, "{" + inner + "}" if isObject else "[" + inner + "]"
    if kind < 0.75:
        return rng.choice(texts)
    made = number(rng) if kind < 0.9 else rng.choice([True, False, None])
    return made, json.dumps(made)


def documents(rng, count):
    """Values, and one line each. The strings come from pools, which are made anew now and then."""
    for position in range(count):
        if position % 5000 == 0:
            pools = []
            for eagerness in (0, 0, 0.05, 0.5, 1):
                strings = [text(rng) for _ in range(1500)]
                pools.append([(string, written_text(rng, string, eagerness)) for string in strings])
        yield value(rng, DEPTH, rng.choice(pools), rng.random() < 0.5)


def command(program):
    if os.path.basename(program) == "FederationBenchmarks":
        return [program, "canonical-lines"]
    return [program, "json", "canonical", "--ndjson"]


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100000
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    expected = []
    with tempfile.TemporaryFile() as lines:
        for document, line in documents(rng, count):
            lines.write(line.encode() + b"\n")
            expected.append(canonicaljson.encode_canonical_json(document))
        lines.seek(0)
        answer = subprocess.run(command(sys.argv[1]), stdin=lines, stdout=subprocess.PIPE)
    answers = answer.stdout.split(b"\n")[:-1]
    differences = 0
    for position, (wanted, got) in enumerate(zip(expected, answers)):
        if wanted != got:
            differences += 1
            if differences <= 5:
                print("document %d\n  canonicaljson %r\n  fedctl        %r" % (position, wanted, got))
    differences += abs(len(expected) - len(answers))
    print("%d documents of %d bytes in all, %d differences" % (
        count, sum(map(len, expected)), differences))
    sys.exit(1 if differences or answer.returncode else 0)


if __name__ == "__main__":
    main()
