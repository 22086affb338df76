"""Seeded events of every room version, for the differential against Synapse."""

import base64

from event_texts import members, value
from json_differential import text

VERSIONS = [str(number) for number in range(1, 13)]
# What a room version is asked about here; the same facts as in the specification's feature matrix.
GIVEN_IDS = {"1", "2"}
STANDARD_ALPHABET = {"3"}
LOOSE_NUMBERS = {"1", "2", "3", "4", "5"}
ROOM_IS_CREATE = {"12"}

HOME = "domain"
AWAY = "away.example"
LARGEST = 2**53 - 1


def random_hash(rng):
    return rng.randbytes(32)


def unpadded(data, alphabet=base64.b64encode):
    return alphabet(data).decode().rstrip("=")


def event_id(rng, version):
    if version in GIVEN_IDS:
        name = "".join(rng.choices("abcXYZ019-_/+=.~", k=rng.choice([1, 3, 18])))
        return f"${name}:{rng.choice([HOME, HOME, AWAY])}"
    if version in STANDARD_ALPHABET:
        return "$" + unpadded(random_hash(rng))
    return "$" + unpadded(random_hash(rng), base64.urlsafe_b64encode)


def references(rng, version, counts):
    made = [event_id(rng, version) for _ in range(rng.choice(counts))]
    if version in GIVEN_IDS:
        return [[made_id, {"sha256": unpadded(random_hash(rng))}] for made_id in made]
    return made


def user(rng, server=HOME):
    name = "".join(rng.choices("abcdefghijklmnopqrstuvwxyz0123456789._=-/+", k=rng.choice([1, 5, 12])))
    if rng.random() < 0.05:
        name = rng.choice(["Caps", "sp!ce", "a'b", "%2F", "`~{|}"])
    return f"@{name}:{server}"


def levels(rng, strict):
    named = {}
    for name in ["ban", "events_default", "invite", "kick", "redact", "state_default",
                 "users_default"]:
        if rng.random() < 0.6:
            named[name] = rng.choice([0, 50, 100, -1, LARGEST, "50"])
    for name in ["events", "users", "notifications"]:
        if rng.random() < 0.6:
            named[name] = {text(rng): rng.choice([0, 50, 100]) for _ in range(rng.choice([0, 1, 4]))}
    return named


def third_party_invite(rng, strict):
    kind = rng.random()
    signed = {"mxid": user(rng, AWAY), "token": text(rng),
              "signatures": {"id.example": {"ed25519:0": unpadded(random_hash(rng))}}}
    if kind < 0.6:
        return {"display_name": text(rng), "signed": signed, **members(rng, 1, strict)}
    if kind < 0.8:
        return {"signed": rng.choice([{}, members(rng, 1, strict), signed])}
    # Without an object `signed` it is not said whether an empty object stays.
    return {"signed": signed}


def member(rng, strict):
    made = {"membership": rng.choice(["join", "leave", "invite", "ban", "knock"])}
    if rng.random() < 0.5:
        made["displayname"] = text(rng)
    if rng.random() < 0.3:
        made["join_authorised_via_users_server"] = user(rng)
    if rng.random() < 0.3:
        made["third_party_invite"] = third_party_invite(rng, strict)
    return made


def join_rules(rng, strict):
    made = {"join_rule": rng.choice(["public", "invite", "knock", "restricted", "knock_restricted"])}
    if rng.random() < 0.6:
        made["allow"] = rng.choice([
            [{"type": "m.room_membership", "room_id": "!space:domain"}], [], value(rng, 2, strict)])
    return made


def create(rng, strict):
    made = {}
    if rng.random() < 0.8:
        made["creator"] = user(rng)
    if rng.random() < 0.8:
        made["room_version"] = rng.choice(VERSIONS)
    if rng.random() < 0.3:
        made["m.federate"] = rng.choice([True, False])
    if rng.random() < 0.3:
        made["predecessor"] = {"room_id": "!old:domain", "event_id": "$old"}
    if rng.random() < 0.3:
        made["additional_creators"] = [user(rng, AWAY)]
    return made


CONTENTS = {
    "m.room.create": create,
    "m.room.member": member,
    "m.room.power_levels": levels,
    "m.room.join_rules": join_rules,
    "m.room.aliases": lambda rng, strict: {"aliases": ["#a:domain", text(rng)]},
    "m.room.history_visibility": lambda rng, strict: {
        "history_visibility": rng.choice(["shared", "joined", "invited", "world_readable"])},
    "m.room.redaction": lambda rng, strict: {"redacts": "$" + text(rng), "reason": text(rng)},
    "m.room.message": lambda rng, strict: {"msgtype": "m.text", "body": text(rng)},
    "m.room.third_party_invite": lambda rng, strict: {
        "public_key": unpadded(random_hash(rng)), "display_name": text(rng)},
    "m.room.server_acl": lambda rng, strict: {"allow": ["*"], "deny": [text(rng)]},
}
STATE_TYPES = {kind for kind in CONTENTS if kind not in ("m.room.redaction", "m.room.message")}
# Top-level names that a redaction keeps, drops, or kept once.
TOP_LEVEL = ["origin", "membership", "prev_state", "redacts", "unsigned", "replaces_state",
             "prev_content", "user_id", "m.relates_to", "", "sticky"]


def content(rng, kind, strict):
    made = CONTENTS[kind](rng, strict) if kind in CONTENTS else {}
    if rng.random() < 0.5:
        made.update(members(rng, 3, strict))
        # What makes the event a member event with a reading stays what it was.
        if kind == "m.room.member" and not isinstance(made.get("membership"), str):
            made["membership"] = "join"
    return made


def event(rng, version):
    """An event without hashes and signatures; its format is right."""
    strict = version not in LOOSE_NUMBERS
    kind = rng.choice(list(CONTENTS) + ["m.room.name", "org.example." + text(rng)[:8]])
    made = {
        "type": kind,
        "sender": user(rng),
        "content": content(rng, kind, strict),
        "origin_server_ts": rng.choice([0, 1, 1_700_000_000_000, rng.randint(0, LARGEST), LARGEST]),
        "depth": rng.choice([1, 2, rng.randint(1, 10**6), LARGEST]),
        "prev_events": references(rng, version, [1, 1, 2, 3, 20]),
        "auth_events": references(rng, version, [1, 2, 3, 4, 10]),
    }
    if kind == "m.room.create" and rng.random() < 0.9:
        made["prev_events"] = []
        made["auth_events"] = []
    if not (version in ROOM_IS_CREATE and kind == "m.room.create"):
        made["room_id"] = "!room:domain" if version not in ROOM_IS_CREATE \
            else "!" + unpadded(random_hash(rng), base64.urlsafe_b64encode)
    if version in GIVEN_IDS:
        made["event_id"] = event_id(rng, version)
    if kind == "m.room.member":
        made["state_key"] = user(rng, rng.choice([HOME, AWAY]))
    elif kind in STATE_TYPES:
        made["state_key"] = "domain" if kind == "m.room.aliases" else ""
    elif rng.random() < 0.3:
        made["state_key"] = rng.choice(["", text(rng)])
    for name in TOP_LEVEL:
        if rng.random() < 0.12:
            made[name] = value(rng, 2, strict)
    if "unsigned" in made:
        made["unsigned"] = members(rng, 2, strict)
        if "age_ts" in made["unsigned"]:
            made["unsigned"]["age_ts"] = 1
    if "origin" in made and rng.random() < 0.7:
        made["origin"] = HOME
    if kind == "m.room.redaction" and rng.random() < 0.7:
        made["redacts"] = event_id(rng, version)
    elif "redacts" in made:
        made["redacts"] = event_id(rng, version)
    if "membership" in made:
        made["membership"] = "join"
    if "prev_state" in made:
        made["prev_state"] = []
    return made
