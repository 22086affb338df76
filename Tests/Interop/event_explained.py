"""Where Synapse and the specification differ: each row says what the specification does, and is counted.

A difference that no row explains fails the suite.
"""

import json
import re

from event_generator import VERSIONS

STRICT = VERSIONS[5:]
LOOSE = VERSIONS[:5]

# Claims of event_formats.py: (claims, versions, the specification's words, what Synapse does).
FORMAT_ROWS = [
    (["missing-signatures"], VERSIONS, "signatures is a required member",
     "reads the event, and drops it as unsigned when it looks for signatures"),
    (["sender-without-sigil", "sender-without-domain", "event_id-without-sigil", "room_id-without-sigil"],
     VERSIONS, "user IDs are of the form @localpart:domain",
     "reads the event, and drops it when it looks for the domain"),
    (["room_id-of-another-version"], VERSIONS, "Room IDs no longer include a domain component",
     "takes any text for a room ID, and knows no such room"),
    (["auth_events-10"], ["12"], "The m.room.create event MUST NOT be selected for auth_events",
     "adds the create event to the ten before it counts"),
    (["event-of-65536-bytes"], VERSIONS, "The complete event MUST NOT be larger than 65536 bytes",
     "counts an empty `unsigned` of its own, which is 14 bytes"),
    (["depth-of-2-to-the-63-less-1"], LOOSE, "If the room's depth is already at the limit, depth must be set to the limit",
     "draws the limit of room version 6 in all versions"),
    (["number-negative-zero"], STRICT, "integers have no exponent and no decimal point, and zero has no sign", "reads -0 as the integer 0"),
    (["duplicate-key"], VERSIONS, "canonical JSON has one member for a key", "takes the last of two equal keys"),
]

FORMATS = {
    (claim, version): (words, why)
    for claims, versions, words, why in FORMAT_ROWS for claim in claims for version in versions}


def create_of(question):
    created = [event for event in question["auth_events"] if event["type"] == "m.room.create"]
    return created[0] if created else {"content": {}, "sender": ":"}


def domain(identifier):
    return identifier.partition(":")[2]


def asks_about_target(question, why, allowed):
    event, create = question["event"], create_of(question)
    return (allowed and "unfederatable" in why and create["content"].get("m.federate") is False
            and event["type"] == "m.room.member" and domain(event["sender"]) == domain(create["sender"])
            and domain(event["state_key"]) != domain(create["sender"]))


def federates_oddly(question, why, allowed):
    federates = create_of(question)["content"].get("m.federate", True)
    return allowed and "unfederatable" in why and not isinstance(federates, bool)


def new_levels(question):
    event = question["event"]
    return event["content"] if event["type"] == "m.room.power_levels" else {}


def has_python_integers(question, why, allowed):
    """Whether a level is something that only Python's int() reads as an integer."""
    values = []
    for value in new_levels(question).values():
        values.extend(value.values() if isinstance(value, dict) else [value])
    return why is None and not allowed and any(
        isinstance(value, bool)
        or isinstance(value, str) and not re.fullmatch("[ \\t\\n]*[+-]?[0-9]+[ \\t\\n]*", value)
        for value in values)


def has_no_object(question, why, allowed):
    levels = new_levels(question)
    return why is None and not allowed and any(
        not isinstance(levels.get(name, {}), dict) for name in ("users", "events", "notifications"))


def breaks_at_a_table(question, why, allowed):
    """Whether Synapse ends with an exception at `events` or `notifications` that hold no object."""
    tables = [
        event["content"].get(name, {}) for name in ("events", "notifications")
        for event in [question["event"], *question["auth_events"]] if event["type"] == "m.room.power_levels"]
    return (allowed and why is not None and why.startswith(("TypeError", "AttributeError"))
            and any(not isinstance(table, dict) for table in tables))


def has_no_user(question, why, allowed):
    users = new_levels(question).get("users", {})
    return why is None and not allowed and isinstance(users, dict) and any(
        len(user.encode()) > 255 or not re.fullmatch("@[^:]*:[0-9A-Za-z.-]+(:[0-9]+)?", user)
        for user in users)


def is_signed_more_than_once(question, why, allowed):
    invite = question["event"]["content"].get("third_party_invite", {})
    signatures = invite.get("signed", {}).get("signatures", {})
    return allowed and "You are not invited" in why and sum(map(len, signatures.values())) > 1


ALLOWED = None
LEVELS = {"power-levels.levels-form", "power-levels.entries-form", "power-levels.users-form", "power-levels.comparable"}

# The specification's words, what Synapse does, the rules by which fedctl may reject (none where it allows), and whether
# a question and both answers are of that kind.
DECISION_ROWS = [
    ("and the sender domain of the event does not match the sender domain of the create event, reject",
     "asks for the domain of the target of a membership too", ALLOWED, asks_about_target),
    ("has the property m.federate set to false", "takes all but true for false", ALLOWED, federates_oddly),
    ("a single base 10 integer, no float values or decimal points", "reads what Python's int() reads, as true and '1_0'",
     LEVELS, has_python_integers),
    ("events, notifications and users are objects of levels", "takes an empty array for an object", LEVELS, has_no_object),
    ("For each entry being added to, changed in, or removed from, the events property",
     "ends with an exception where the property is no object", ALLOWED, breaks_at_a_table),
    ("keys that are valid user IDs", "looks only for the sigil and a colon", LEVELS, has_no_user),
    ("If any signature in signed matches any public key, allow",
     "goes on to the next key at the first signature that is wrong", ALLOWED, is_signed_more_than_once),
]


AUTH_CHAIN = ("The auth chain of an event E is the set containing all of E's auth events, all of their auth "
              "events, and so on recursively -- Synapse's database counts E itself")
POWER_EVENTS = ("enlarge X by adding the events from P's auth chain which also belong to the full conflicted set "
                "-- Synapse goes no further where an event of the chain does not belong to it")

# The words, and the reading of them with which Synapse's own modules come to the other state.
RESOLUTION_ROWS = [
    (AUTH_CHAIN, {"own": False}), (POWER_EVENTS, {"whole": True}),
    (AUTH_CHAIN + "; " + POWER_EVENTS, {"own": False, "whole": True})]


def decision_row(question, why, allowed, rule):
    """The row that explains a decision of fedctl, by a rule that it names, which is not that of Synapse."""
    for words, what, rules, applies in DECISION_ROWS:
        if (allowed if rules is ALLOWED else rule in rules) and applies(question, why, allowed):
            return f"{words} -- Synapse {what}"
    return None


def is_well_formed(answer):
    """Whether `event verify --json` found nothing wrong with the form of an event."""
    return answer.startswith(b"{") and not json.loads(answer)["violations"]


def verdict_of(answer, server):
    """Whether the content hash matches, and whether a signature of the server is right."""
    said = json.loads(answer)
    signatures = [entry["verdict"] for entry in said["signatures"] if entry["entity"] == server]
    # A right hash or signature in another spelling of base64 is a warning.
    return said["content_hash"]["summary"] == "matches", bool({"pass", "warn"} & set(signatures))
