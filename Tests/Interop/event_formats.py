"""Events whose form is right at an edge, or wrong in one way: each with its claim, and its violations."""

import json

from event_generator import AWAY, GIVEN_IDS, HOME, LOOSE_NUMBERS, ROOM_IS_CREATE, STANDARD_ALPHABET, VERSIONS
from event_synapse import content_hash, signed

LARGEST = 2**53 - 1
REFERENCE = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"


def reference(version, number):
    if version in GIVEN_IDS:
        return [f"${number}:{HOME}", {"sha256": REFERENCE}]
    name = f"{number:02d}" + REFERENCE[2:]
    return "$" + (name if version in STANDARD_ALPHABET else name.replace("+", "-").replace("/", "_"))


def room_id(version):
    return "!" + reference("4", 99)[1:] if version in ROOM_IS_CREATE else f"!room:{HOME}"


def message(version, **changes):
    """A message whose form is right in `version`; without hashes and signatures."""
    event = {
        "type": "m.room.message", "sender": f"@a:{HOME}", "room_id": room_id(version),
        "content": {"msgtype": "m.text", "body": "x"}, "depth": 3,
        "origin_server_ts": 1_700_000_000_000,
        "prev_events": [reference(version, 1)], "auth_events": [reference(version, 2)], **changes}
    if version in GIVEN_IDS:
        event.setdefault("event_id", f"$0:{HOME}")
    return event


def with_hashes(version, event):
    try:
        return signed(version, event, HOME)
    except Exception:
        # Synapse signs nothing that it cannot read.
        return {**event, "hashes": {"sha256": REFERENCE}, "signatures": {HOME: {"ed25519:1": "A" * 86}}}


def changed(**changes):
    """Signed with the changes, so that nothing else is wrong with it."""
    return lambda version: with_hashes(version, message(version, **changes))


def without(name):
    def make(version):
        event = message(version)
        event.pop(name, None)
        event = with_hashes(version, event)
        event.pop(name, None)
        return event
    return make


def replaced(name, value):
    """After signing: for members that signing itself makes."""
    return lambda version: {**with_hashes(version, message(version)), name: value}


def many(name, count):
    return lambda version: with_hashes(version, message(
        version, **{name: [reference(version, number) for number in range(count)]}))


def of_size(size):
    def make(version):
        event = with_hashes(version, message(version))
        missing = size - len(json.dumps(event, separators=(",", ":")))
        event["content"]["body"] += "x" * missing
        event["hashes"]["sha256"] = content_hash(event)
        return event
    return make


def text(make):
    """A form in which the very bytes matter."""
    def made(version):
        return make(json.dumps(with_hashes(version, message(version)), separators=(",", ":")))
    return made


def number(literal):
    return text(lambda line: line.replace('"body":"x"', f'"body":"x","number":{literal}'))


def other_form(name):
    """References as another room version writes them."""
    def make(version):
        other = "4" if version in GIVEN_IDS else "1"
        return with_hashes(version, message(version, **{name: [reference(other, 1)]}))
    return make


def other_room(version):
    return with_hashes(version, message(version, room_id=room_id("11" if version in ROOM_IS_CREATE else "12")))


EVERY = set(VERSIONS)
STRICT = EVERY - LOOSE_NUMBERS
COMPUTED = EVERY - GIVEN_IDS
NAMED = ["type", "sender", "room_id", "content", "origin_server_ts", "depth", "prev_events",
         "auth_events", "hashes", "signatures"]
WRONG = [
    ("type", 1, "a-number"), ("type", None, "null"), ("sender", None, "null"), ("sender", {}, "an-object"),
    ("room_id", 5, "a-number"), ("content", [], "an-array"), ("content", "x", "a-string"),
    ("origin_server_ts", "1700000000000", "a-string"), ("origin_server_ts", None, "null"),
    ("depth", "3", "a-string"), ("depth", True, "a-boolean"), ("prev_events", {}, "an-object"),
    ("auth_events", "x", "a-string"), ("state_key", 0, "a-number"), ("state_key", None, "null"),
    ("prev_events", [1], "an-array-of-numbers"), ("auth_events", [None], "an-array-of-null"),
]
LONG = "x" * 300


def rows():
    """(claim, versions, violations, maker): without violations the form is right."""
    for name in NAMED:
        yield f"missing-{name}", EVERY, ["member.missing"], without(name)
    yield "missing-event_id", GIVEN_IDS, ["member.missing"], without("event_id")
    yield "unexpected-event_id", COMPUTED, ["member.unexpected"], changed(event_id="$0:domain")
    for name, value, words in WRONG:
        kind = "references.malformed" if words.startswith("an-array-of") else "member.wrong-type"
        yield f"{name}-is-{words}", EVERY, [kind], changed(**{name: value})
    yield "hashes-is-a-string", EVERY, ["member.wrong-type"], replaced("hashes", "x")
    yield "hashes-without-sha256", EVERY, ["member.missing"], replaced("hashes", {"md5": "x"})
    yield "hashes-with-a-number", EVERY, ["member.wrong-type"], replaced("hashes", {"sha256": 1})
    yield "signatures-is-an-array", EVERY, ["member.wrong-type"], replaced("signatures", [])
    yield "unsigned-is-a-string", EVERY, ["member.wrong-type"], replaced("unsigned", "x")
    for name, prefix, suffix in [("type", "", ""), ("sender", "@", ":" + HOME), ("state_key", "", ""),
                                 ("event_id", "$", ":" + HOME)]:
        versions = GIVEN_IDS if name == "event_id" else EVERY
        for size, violations in [(255, []), (256, ["text.too-long"])]:
            value = prefix + LONG[:size - len(prefix) - len(suffix)] + suffix
            yield f"{name}-of-{size}-bytes", versions, violations, changed(**{name: value})
    for size, violations in [(255, []), (256, ["text.too-long"])]:
        value = "!" + LONG[:size - 8] + ":" + HOME
        yield f"room_id-of-{size}-bytes", EVERY - ROOM_IS_CREATE, violations, changed(room_id=value)
    yield "state_key-of-128-characters-and-256-bytes", EVERY, ["text.too-long"], changed(state_key="é" * 128)
    yield "type-of-128-characters-and-256-bytes", EVERY, ["text.too-long"], changed(type="é" * 128)
    yield "prev_events-20", EVERY, [], many("prev_events", 20)
    yield "prev_events-21", EVERY, ["references.too-many"], many("prev_events", 21)
    yield "auth_events-9", EVERY, [], many("auth_events", 9)
    yield "auth_events-10", EVERY, [], many("auth_events", 10)
    yield "auth_events-11", EVERY, ["references.too-many"], many("auth_events", 11)
    yield "prev_events-of-another-version", EVERY, ["references.malformed"], other_form("prev_events")
    yield "auth_events-of-another-version", EVERY, ["references.malformed"], other_form("auth_events")
    yield "room_id-of-another-version", EVERY, ["identifier.other-form"], other_room
    yield "event-of-65536-bytes", EVERY, [], of_size(65536)
    yield "event-of-65537-bytes", EVERY, ["event.too-large"], of_size(65537)
    yield "depth-negative", EVERY, ["depth.out-of-range"], changed(depth=-1)
    yield "depth-zero", EVERY, [], changed(depth=0)
    yield "depth-of-2-to-the-53-less-1", EVERY, [], changed(depth=LARGEST)
    yield "depth-of-2-to-the-53", STRICT, ["number.out-of-range"], changed(depth=LARGEST + 1)
    yield "depth-of-2-to-the-63-less-1", LOOSE_NUMBERS, [], changed(depth=2**63 - 1)
    yield "depth-of-2-to-the-63", LOOSE_NUMBERS, ["depth.out-of-range"], changed(depth=2**63)
    yield "origin_server_ts-zero", EVERY, [], changed(origin_server_ts=0)
    for literal, words, kind in [("1.5", "with-a-decimal-point", "number.decimal-point"),
                                 ("1.0", "whole-with-a-decimal-point", "number.decimal-point"),
                                 ("1e3", "with-an-exponent", "number.exponent"),
                                 ("-0", "negative-zero", "number.negative-zero"),
                                 (str(2**53), "of-2-to-the-53", "number.out-of-range"),
                                 (str(-(2**53)), "of-minus-2-to-the-53", "number.out-of-range")]:
        yield f"number-{words}", STRICT, [kind], number(literal)
        yield f"number-{words}", LOOSE_NUMBERS, [], number(literal)
    yield "number-of-2-to-the-53-less-1", EVERY, [], number(str(LARGEST))
    yield "number-of-minus-2-to-the-53-and-1", EVERY, [], number(str(-LARGEST))
    yield "number-not-a-number", EVERY, ["json.syntax"], number("NaN")
    yield "duplicate-key", EVERY, ["json.duplicate-key"], text(
        lambda line: line.replace('"body":"x"', '"body":"x","body":"y"'))
    yield "lone-surrogate", EVERY, ["json.lone-surrogate"], text(
        lambda line: line.replace('"body":"x"', '"body":"\\ud800"'))
    yield "cut-short", EVERY, ["json.syntax"], text(lambda line: line[:-1])
    yield "an-array", EVERY, ["event.not-an-object"], text(lambda line: f"[{line}]")
    yield "sender-without-sigil", EVERY, ["identifier.invalid"], changed(sender=f"a:{HOME}")
    yield "sender-without-domain", EVERY, ["identifier.invalid"], changed(sender="@a")
    yield "room_id-without-sigil", EVERY, ["identifier.invalid"], changed(room_id=f"room:{HOME}")
    yield "event_id-without-sigil", GIVEN_IDS, ["identifier.invalid"], changed(event_id=f"0:{HOME}")


def cases():
    """(claim, version, violations, text) of every row in every version it is about."""
    for claim, versions, violations, make in rows():
        for version in VERSIONS:
            if version in versions:
                made = make(version)
                line = made if isinstance(made, str) else json.dumps(
                    made, ensure_ascii=False, separators=(",", ":"))
                yield claim, version, violations, line
