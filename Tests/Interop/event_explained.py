"""Where Synapse and the specification differ: each row with the specification's words, counted by the suite.

A difference that no row explains fails the suite. Quotations are of version 1.19.
"""

from event_generator import VERSIONS

STRICT = VERSIONS[5:]
LOOSE = VERSIONS[:5]

# Claims of event_formats.py: (claims, versions, the specification's words, what Synapse does).
FORMAT_ROWS = [
    (["missing-signatures"], VERSIONS, "signatures: Required",
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
    (["depth-of-2-to-the-63-less-1"], LOOSE, "depth: must be less than the maximum value for a 64-bit integer",
     "draws the limit of room version 6 in all versions"),
    (["number-negative-zero"], STRICT, "-0 MUST NOT be used", "reads -0 as the integer 0"),
    (["duplicate-key"], VERSIONS, "keys in an object are unique", "takes the last of two equal keys"),
]

FORMATS = {
    (claim, version): (words, why)
    for claims, versions, words, why in FORMAT_ROWS for claim in claims for version in versions}

# What is taken for a reason to differ in a decision: (the specification's words, what Synapse does, whether
# the question and both answers are of that kind).
DECISION_ROWS = []


def decision_row(question, why, allowed):
    """The row that explains a decision of fedctl against that of Synapse."""
    for words, what, applies in DECISION_ROWS:
        if applies(question, why, allowed):
            return f"{words} -- Synapse {what}"
    return None


def event_row(event):
    """The row that explains other bytes of an event."""
    if {"age_ts", "outlier", "destinations"} & event.keys():
        return "only unsigned, signatures and hashes are left out -- Synapse leaves out names of its own"
    return None
