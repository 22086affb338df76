"""Vectors of the kind `verify`: content hash, signatures, and whether the event is taken, redacted or dropped."""

import hashlib
import json

import nacl.signing

import event_synapse as synapse
from event_formats import message
from event_generator import AWAY, GIVEN_IDS, HOME, VERSIONS
from event_verdicts import signature_verdicts, verdict as verdict_of

TIME = 1_700_000_000_000
EVERY = set(VERSIONS)
KEPT_VALIDITY = {"5", "6", "7", "8", "9", "10", "11", "12"}
RESTRICTED = {"8", "9", "10", "11", "12"}


def named(name):
    key = nacl.signing.SigningKey(hashlib.sha256(f"fedctl fixture: {name} throw-away seed".encode()).digest())
    key.alg, key.version = "ed25519", "1"
    return key


AWAY_KEY, OTHER_KEY = named("second"), named("third")
KEYS = {HOME: synapse.KEY, AWAY: AWAY_KEY}


def listed(server, until=TIME + 1):
    key = KEYS[server].verify_key.encode()
    return {"server": server, "key_id": synapse.KEY_ID, "key": synapse.encode_base64(key), "valid_until_ts": until}


def by(*servers, key=None):
    """Signs for each server in turn, with its own key or with another."""
    def sign(version, event):
        for server in servers:
            event = synapse.signed(version, event, server, key or KEYS[server])
        return event
    return sign


def altered(make, change):
    def sign(version, event):
        event = json.loads(json.dumps(make(version, event)))
        change(event)
        return event
    return sign


def member(membership, **content):
    return lambda version: message(
        version, type="m.room.member", state_key="@b:domain", content={"membership": membership, **content})


def signed_unredacted(version, event):
    """The mistake of signing what was not redacted."""
    from signedjson.sign import sign_json
    made = synapse.signed(version, event, HOME)
    made["signatures"] = {}
    return sign_json(made, HOME, synapse.KEY)


def change_content(event):
    event["content"]["body"] = "changed"


def change_redacted(event):
    event["depth"] += 1


def cut_signature(event):
    event["signatures"][HOME][synapse.KEY_ID] = "AA"


def urlsafe(event):
    signature = event["signatures"][HOME][synapse.KEY_ID]
    event["signatures"][HOME][synapse.KEY_ID] = signature.replace("+", "-").replace("/", "_")


def padded_hash(event):
    event["hashes"]["sha256"] += "="


def not_base64(event):
    event["hashes"]["sha256"] = "!"


INVITE = {"display_name": "x", "signed": {"mxid": "@b:domain", "token": "t", "signatures": {}}}
HOME_KEY, BOTH = [listed(HOME)], [listed(HOME), listed(AWAY)]

# (claim, versions, event, signer, keys, content hash, verdict)
ROWS = [
    ("signed-by-the-sender", EVERY, message, by(HOME), HOME_KEY, "matches", "accept"),
    ("signed-by-the-sender-and-another", EVERY, message, by(HOME, AWAY), BOTH, "matches", "accept"),
    ("not-signed", EVERY, message, altered(by(HOME), lambda event: event.update(signatures={})),
     HOME_KEY, "matches", "drop"),
    ("signed-by-another-only", EVERY, message, by(AWAY), BOTH, "matches", "drop"),
    ("signed-with-another-key", EVERY, message, by(HOME, key=OTHER_KEY), HOME_KEY, "matches", "drop"),
    ("signature-cut-short", EVERY, message, altered(by(HOME), cut_signature), HOME_KEY, "matches", "drop"),
    ("signed-before-redacting", EVERY, message, signed_unredacted, HOME_KEY, "matches", "drop"),
    ("content-changed-after-signing", EVERY, message, altered(by(HOME), change_content), HOME_KEY, "differs", "redact"),
    ("protected-member-changed-after-signing", EVERY, message, altered(by(HOME), change_redacted),
     HOME_KEY, "differs", "drop"),
    ("content-hash-with-padding", EVERY, message,
     lambda version, event: resigned(version, altered(by(HOME), padded_hash)(version, event)),
     HOME_KEY, "matches", "accept"),
    ("key-expired-before-the-event", KEPT_VALIDITY, message, by(HOME), [listed(HOME, TIME - 1)], "matches", "drop"),
    ("key-expired-before-the-event", EVERY - KEPT_VALIDITY, message, by(HOME), [listed(HOME, TIME - 1)],
     "matches", "accept"),
    ("event-id-of-another-server-signed-by-both", GIVEN_IDS, lambda version: message(version, event_id=f"$0:{AWAY}"),
     by(HOME, AWAY), BOTH, "matches", "accept"),
    ("event-id-of-another-server-not-signed-by-it", GIVEN_IDS,
     lambda version: message(version, event_id=f"$0:{AWAY}"), by(HOME), BOTH, "matches", "drop"),
    ("authorised-join-signed-by-both", RESTRICTED,
     member("join", join_authorised_via_users_server=f"@c:{AWAY}"), by(HOME, AWAY), BOTH, "matches", "accept"),
    ("authorised-join-not-signed-by-the-authorising-server", RESTRICTED,
     member("join", join_authorised_via_users_server=f"@c:{AWAY}"), by(HOME), BOTH, "matches", "drop"),
    ("authorised-join-means-nothing-before-version-8", EVERY - RESTRICTED,
     member("join", join_authorised_via_users_server=f"@c:{AWAY}"), by(HOME), BOTH, "matches", "accept"),
    ("third-party-invite-not-signed-by-the-sender", EVERY - GIVEN_IDS, member("invite", third_party_invite=INVITE),
     by(AWAY), BOTH, "matches", "accept"),
]


def resigned(version, event):
    """Signs again without touching the hash."""
    redacted = synapse.redact_event_dict(synapse.version_of(version), event)
    redacted.pop("unsigned", None)
    redacted["signatures"] = {}
    from signedjson.sign import sign_json
    return {**event, "signatures": sign_json(redacted, HOME, synapse.KEY)["signatures"]}


def judged(version, event, keys):
    """What Synapse makes of it, with the keys in the place of its key ring."""
    matches = synapse.matches_content_hash(version, event)
    return ("matches" if matches else "differs",
            verdict_of(version, event, keys, matches), signature_verdicts(version, event, keys))


def vectors():
    for claim, versions, make, sign, keys, content_hash, verdict in ROWS:
        for version in VERSIONS:
            if version not in versions:
                continue
            event = sign(version, make(version))
            found, taken, signatures = judged(version, event, keys)
            assert (found, taken) == (content_hash, verdict), (claim, version, found, taken)
            yield claim, {
                "kind": "verify", "room_version": version, "event": event, "keys": keys,
                "expect": {"content_hash": found, "signatures": signatures, "verdict": taken},
                "source": "our own"}
