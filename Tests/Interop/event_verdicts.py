"""Synapse's check of an event's signatures, with a list of keys in the place of its key ring."""

import asyncio

from signedjson.key import decode_verify_key_bytes
from signedjson.sign import verify_signed_json
from synapse.federation.federation_base import _check_sigs_on_pdu
from synapse.synapse_rust.events import redact_event_dict
from unpaddedbase64 import decode_base64

from event_synapse import parsed, version_of


def redacted_json(version, event):
    made = redact_event_dict(version_of(version), event)
    made.pop("unsigned", None)
    return made


def verify_key(entry):
    return decode_verify_key_bytes(entry["key_id"], decode_base64(entry["key"]))


class KeyRing:
    """The keys of a vector, where Synapse expects its key ring."""

    def __init__(self, version, event, keys):
        self.json = redacted_json(version, event)
        self.keys = keys

    async def verify_event_for_server(self, server, event, validity):
        for entry in self.keys:
            if entry["server"] == server and entry["valid_until_ts"] >= validity:
                verify_signed_json(self.json, server, verify_key(entry))
                return
        raise KeyError(f"no key of {server} that is valid")


def verdict(version, event, keys, matches):
    """`accept`, `redact` or `drop`."""
    ring = KeyRing(version, event, keys)
    try:
        asyncio.run(_check_sigs_on_pdu(ring, version_of(version), parsed(version, event)))
    except Exception:
        return "drop"
    return "accept" if matches else "redact"


def signature_verdicts(version, event, keys):
    """Each signature by a key that is listed: `valid` or `invalid`."""
    found = {}
    for entry in keys:
        server, key_id = entry["server"], entry["key_id"]
        if key_id not in event.get("signatures", {}).get(server, {}):
            continue
        try:
            verify_signed_json(redacted_json(version, event), server, verify_key(entry))
            found.setdefault(server, {})[key_id] = "valid"
        except Exception:
            found.setdefault(server, {})[key_id] = "invalid"
    return found
