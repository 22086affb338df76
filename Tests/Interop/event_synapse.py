"""Synapse's own modules, asked about single events, without a database."""

import asyncio
import base64
import hashlib
import json
import logging
import unittest.mock

from canonicaljson import encode_canonical_json
from signedjson.key import decode_signing_key_base64, get_verify_key
from signedjson.sign import verify_signed_json
from synapse import event_auth
from synapse.api.room_versions import KNOWN_ROOM_VERSIONS
from synapse.crypto.event_signing import (
    add_hashes_and_signatures, check_event_content_hash, compute_content_hash)
from synapse.events import make_event_from_dict
from synapse.federation.federation_base import event_from_pdu_json
from synapse.handlers.federation_event import FederationEventHandler
from synapse.state import v1, v2
from synapse.storage.databases.main.event_federation import StateDifference
from synapse.synapse_rust.events import redact_event_dict
from unpaddedbase64 import encode_base64

logging.disable(logging.CRITICAL)

SEED = "YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1"
KEY_ID = "ed25519:1"
KEY = decode_signing_key_base64("ed25519", "1", SEED)
PUBLIC = encode_base64(get_verify_key(KEY).encode())


def version_of(identifier):
    return KNOWN_ROOM_VERSIONS[identifier]


def parsed(version, event, rejected=None):
    return make_event_from_dict(event, version_of(version), rejected_reason=rejected)


def event_id(version, event):
    return parsed(version, event).event_id


def content_hash(event):
    return encode_base64(compute_content_hash(event, hashlib.sha256)[1])


def redacted(version, event):
    """The canonical redacted event. Synapse keeps a part of `unsigned`, which is no part of a redacted event."""
    made = dict(redact_event_dict(version_of(version), event))
    made.pop("unsigned", None)
    return encode_canonical_json(made)


def signed(version, event, entity, key=KEY):
    """The event with its content hash, and with one signature added."""
    made = json.loads(json.dumps(event))
    before = made.get("signatures", {})
    add_hashes_and_signatures(version_of(version), made, entity, key)
    for name, signatures in before.items():
        made["signatures"].setdefault(name, signatures)
    return made


def has_valid_signature(version, event, entity, key=KEY):
    redacted_event = redact_event_dict(version_of(version), event)
    redacted_event.pop("unsigned", None)
    try:
        verify_signed_json(redacted_event, entity, get_verify_key(key))
    except Exception:
        return False
    return True


def matches_content_hash(version, event):
    return check_event_content_hash(parsed(version, event))


def refusal(version, text):
    """Why Synapse drops a PDU whose format is wrong, or None where it takes it."""
    try:
        event = event_from_pdu_json(json.loads(text), version_of(version))
        event_auth._check_size_limits(event)
        FederationEventHandler._sanity_check_event(None, event)
        check_event_content_hash(event)
        # Read as the handlers read them.
        event.sender, event.type, event.content, event.origin_server_ts, event.room_id
        event.prev_event_ids(), event.auth_event_ids()
        return None
    except Exception as error:
        return f"{type(error).__name__}: {error}"


class Store:
    """The events of one room, in memory, where Synapse expects its database."""

    def __init__(self, events, own=True):
        """With `own`, an event is in its own auth chain, as in Synapse's database."""
        self.events = {event.event_id: event for event in events}
        self.own = own

    async def get_events(self, event_ids, redact_behaviour=None, get_prev_content=False,
                         allow_rejected=False):
        return {name: self.events[name] for name in event_ids if name in self.events}

    def chain(self, event_ids):
        """The events and all that they name as auth events, and so on."""
        seen, waiting = set(), list(event_ids)
        while waiting:
            name = waiting.pop()
            if name in seen or name not in self.events:
                continue
            seen.add(name)
            waiting.extend(self.events[name].auth_event_ids())
        return seen

    async def get_auth_chain_difference(self, room_id, state_sets, conflicted, additional):
        chains = [self.chain(state_set) for state_set in state_sets] if self.own else [
            self.chain(earlier for name in state_set for earlier in self.events[name].auth_event_ids())
            for state_set in state_sets]
        difference = set.union(*chains) - set.intersection(*chains)
        subgraph = None
        if conflicted is not None:
            backwards = self.chain(conflicted)
            after = {}
            for name in backwards:
                for earlier in self.events[name].auth_event_ids():
                    after.setdefault(earlier, []).append(name)
            forwards, waiting = set(), list(conflicted)
            while waiting:
                name = waiting.pop()
                if name not in forwards:
                    forwards.add(name)
                    waiting.extend(after.get(name, []))
            subgraph = backwards & forwards
        return StateDifference(auth_difference=difference, conflicted_subgraph=subgraph)


class Clock:
    async def sleep(self, duration):
        return None


def refused(question):
    """Why Synapse's auth rules refuse the question's event, or None where they allow it.

    An exception of any kind is a refusal: a member of a wrong type ends in a TypeError there.
    """
    version = question["room_version"]
    rejected = set(question.get("rejected", []))
    try:
        auth_events = []
        for raw in question["auth_events"]:
            event = parsed(version, raw)
            if event.event_id in rejected:
                event = parsed(version, raw, "rejected")
            auth_events.append(event)
        event = parsed(version, question["event"])
        known = Store(auth_events)
        asyncio.run(event_auth.check_state_independent_auth_rules(known, event))
        named = event.auth_event_ids()
        event_auth.check_state_dependent_auth_rules(event, [known.events[name] for name in named])
        if "state" in question:
            state = [parsed(version, raw) for raw in question["state"]]
            event_auth.check_state_dependent_auth_rules(event, state)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


async def add_whole_chain(graph, room_id, event_id, event_map, store, conflicted):
    """Puts an event and its auth chain into the graph of the power order, as the specification's words say.

    It takes the place of Synapse's own step, which walks through conflicted events only.
    """
    for name in store.chain([event_id]) & conflicted:
        graph.setdefault(name, set()).update((store.chain([name]) & conflicted) - {name})


def resolved(room, own=True, whole=False):
    """The event IDs of the state that Synapse resolves the room's forks to.

    Without `own` and with `whole`, the two places where Synapse reads the specification in another way are
    read by the letter.
    """
    if whole:
        with unittest.mock.patch.object(v2, "_add_event_and_auth_chain_to_graph", add_whole_chain):
            return resolved(room, own)
    version = version_of(room["room_version"])
    rejected = set(room.get("rejected", []))
    events = {}
    for raw in room["events"]:
        event = make_event_from_dict(raw, version)
        if event.event_id in rejected:
            event = make_event_from_dict(raw, version, rejected_reason="rejected")
        events[event.event_id] = event
    forks = [{(events[name].type, events[name].state_key): name for name in fork}
             for fork in room["forks"]]
    store = Store(events.values(), own)
    room_id = next(iter(events.values())).room_id
    if version.state_res == 1:
        work = v1.resolve_events_with_store(room_id, version, forks, None, store.get_events)
    else:
        work = v2.resolve_events_with_store(Clock(), room_id, version, forks, None, store)
    return sorted(asyncio.run(work).values(), key=str.encode)
