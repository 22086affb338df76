"""Vectors of the kind `event`: canonical form, hashes, ID, redacted form and signature of good events."""

from canonicaljson import encode_canonical_json

import event_synapse as synapse
from event_formats import message, reference
from event_generator import GIVEN_IDS, HOME, LOOSE_NUMBERS, ROOM_IS_CREATE, VERSIONS

EVERY = set(VERSIONS)
SPEC = "the specification's appendix, cryptographic test vectors"
OWN = "our own"
SIGN = {"entity": HOME, "key_id": synapse.KEY_ID, "seed": synapse.SEED}
USER = f"@a:{HOME}"

SPEC_MINIMAL = {
    "room_id": "!x:domain", "sender": "@a:domain", "origin": "domain", "origin_server_ts": 1000000,
    "signatures": {}, "hashes": {}, "type": "X", "content": {}, "prev_events": [], "auth_events": [],
    "depth": 3, "unsigned": {"age_ts": 1000000}}
SPEC_REDACTABLE = {
    "content": {"body": "Here is the message content"}, "event_id": "$0:domain", "origin": "domain",
    "origin_server_ts": 1000000, "type": "m.room.message", "room_id": "!r:domain", "sender": "@u:domain",
    "signatures": {}, "unsigned": {"age_ts": 1000000}}
# The signatures that the specification prints, of the versions whose redaction keeps `origin`.
PRINTED = {
    "spec-signing-of-a-minimal-event":
        "KxwGjPSDEtvnFgU00fwFz+l6d2pJM6XBIaMEn81SXPTRl16AqLAYqfIReFGZlHi5KLjAWbOoMszkwsQma+lYAg",
    "spec-signing-of-an-event-with-content":
        "Wm+VzmOUOz08Ds+0NTWb1d4CZrVsJSikkeRxh6aCcUwu6pNC78FunoD7KNWzqFn241eYHYMGCA5McEiVPdhzBA"}

LEVELS = {"ban": 50, "events": {"m.room.name": 50}, "events_default": 0, "invite": 0, "kick": 50,
          "notifications": {"room": 50}, "redact": 50, "state_default": 50, "users": {USER: 100},
          "users_default": 0, "org.example.extra": 1}
SIGNED = {"mxid": "@b:domain", "token": "t", "signatures": {"id.example": {"ed25519:0": "A" * 86}}}


def state(kind, content, key="", **more):
    return lambda version: message(version, type=kind, state_key=key, content=content, **more)


def create(version):
    event = message(version, type="m.room.create", state_key="", prev_events=[], auth_events=[], depth=1,
                    content={"creator": USER, "room_version": version, "m.federate": True,
                             "predecessor": {"room_id": "!old:domain", "event_id": "$old"}})
    if version in ROOM_IS_CREATE:
        del event["room_id"]
    return event


def plain(content, **more):
    return lambda version: message(version, content=content, **more)


MEMBER = "m.room.member"
ROWS = [
    ("message", EVERY, plain({"msgtype": "m.text", "body": "x"})),
    ("state-of-an-unknown-type-is-emptied", EVERY, state("org.example.x", {"a": 1})),
    ("empty-content", EVERY, plain({})),
    ("member-keeps-membership", EVERY, state(MEMBER, {"membership": "join", "displayname": "A"}, USER)),
    ("member-authorised-by-a-server", EVERY, state(
        MEMBER, {"membership": "join", "join_authorised_via_users_server": "@b:domain"}, USER)),
    ("member-invited-by-third-party", EVERY, state(
        MEMBER, {"membership": "invite", "third_party_invite": {"display_name": "x", "signed": SIGNED}},
        "@b:domain")),
    ("create", EVERY, create),
    ("power-levels", EVERY, state("m.room.power_levels", LEVELS)),
    ("join-rules-with-allow", EVERY, state("m.room.join_rules", {
        "join_rule": "restricted", "allow": [{"type": "m.room_membership", "room_id": "!s:domain"}], "x": 1})),
    ("aliases", EVERY, state("m.room.aliases", {"aliases": ["#a:domain"], "x": 1}, HOME)),
    ("history-visibility", EVERY, state("m.room.history_visibility", {"history_visibility": "shared", "x": 1})),
    ("redaction-at-the-top", EVERY, plain({"reason": "x"}, type="m.room.redaction", redacts="$x:domain")),
    ("redaction-in-the-content", EVERY, plain(
        {"reason": "x", "redacts": "$x:domain"}, type="m.room.redaction")),
    ("top-level-that-was-kept-once", EVERY, plain({}, origin=HOME, membership="join", prev_state=[])),
    ("unknown-top-level", EVERY, plain({}, **{"": 1, "user_id": USER, "sticky": {"a": []}})),
    ("unsigned-is-never-covered", EVERY, plain({"body": "x"}, unsigned={"age": 5, "prev_content": {"a": 1}})),
    ("nested-unsigned-signatures-and-hashes-are-covered", EVERY, plain(
        {"unsigned": {"a": 1}, "signatures": {"b": 2}, "hashes": {"sha256": "x"}, "body": "x"})),
    ("keys-in-order-of-code-points", EVERY, plain({"z": 1, "\ufffd": 2, "\U0001f600": 3, "": 4, "é": 5, "e\u0301": 6})),
    ("keys-with-quotes-and-control-characters", EVERY, plain(
        {"\"": 1, "\\": 2, "\u0000": 3, "\n": 4, "\u001f": 5, "\u007f": 6, "/": 7, "\u2028": 8})),
    ("strings-of-every-escape", EVERY, plain(
        {"body": "".join(map(chr, range(0x20))) + "\"\\/\u007f\u0080\u2028\u2029\ud7ff\ue000\uffff\U0010ffff<&>'"})),
    ("nested-deeply", EVERY, plain({"a": [[[[[{"b": {"c": [{"d": [[], {}, None, True, False]}]}}]]]]]})),
    ("largest-integers", EVERY, plain({"a": 2**53 - 1, "b": -(2**53) + 1, "c": 0})),
    ("numbers-that-keep-their-text", LOOSE_NUMBERS, plain({"a": 1.5, "b": 1e+30, "c": 2**64, "d": -0.25, "e": 1e-07})),
    ("state-key-empty", EVERY, state("org.example.x", {})),
    ("timestamp-zero-and-largest-depth", EVERY, plain({}, origin_server_ts=0, depth=2**53 - 1)),
    ("prev-events-of-three", EVERY, lambda version: message(
        version, prev_events=[reference(version, number) for number in (1, 2, 3)])),
    ("spec-signing-of-a-minimal-event", EVERY, lambda version: dict(SPEC_MINIMAL)),
    ("spec-signing-of-an-event-with-content", EVERY, lambda version: dict(SPEC_REDACTABLE)),
]


def expected(version, claim, event):
    signed = synapse.signed(version, event, HOME)
    answer = {
        "canonical": encode_canonical_json(event).decode(),
        "content_hash": synapse.content_hash(event),
        "redacted": synapse.redacted(version, signed).decode(),
        "signature": signed["signatures"][HOME][synapse.KEY_ID],
    }
    if not claim.startswith("spec-"):
        answer["event_id"] = synapse.event_id(version, signed)
        if version in ROOM_IS_CREATE and event["type"] == "m.room.create":
            answer["room_id"] = "!" + answer["event_id"][1:]
    elif version not in ("11", "12"):
        assert answer["signature"] == PRINTED[claim], "not what the specification prints"
    return answer


def vectors():
    for claim, versions, make in ROWS:
        for version in VERSIONS:
            if version in versions:
                event = make(version)
                yield claim, {
                    "kind": "event", "room_version": version, "event": event, "sign": SIGN,
                    "expect": expected(version, claim, event),
                    "source": SPEC if claim.startswith("spec-") else OWN}
