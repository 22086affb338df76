#!/usr/bin/env python3
"""Answers the questions of `fedctl event vectors run` with Synapse's own modules, a line for a line."""

import json
import sys

import event_synapse as synapse
import event_verdicts
from canonicaljson import encode_canonical_json
from event_generator import ROOM_IS_CREATE


def event_of(question):
    return question["event"] if "event" in question else json.loads(question["event_text"])


def about_event(question):
    version, event, sign = question["room_version"], event_of(question), question["sign"]
    signed = synapse.signed(version, event, sign["entity"])
    answer = {
        "canonical": encode_canonical_json(event).decode(),
        "content_hash": synapse.content_hash(event),
        "redacted": synapse.redacted(version, signed).decode(),
        "signature": signed["signatures"][sign["entity"]][sign["key_id"]]}
    try:
        answer["event_id"] = synapse.event_id(version, signed)
    except Exception:
        # The specification's events of its signing examples are no whole events.
        return answer
    if version in ROOM_IS_CREATE and event["type"] == "m.room.create":
        answer["room_id"] = "!" + answer["event_id"][1:]
    return answer


def about_format(question):
    text = question["event_text"] if "event_text" in question else json.dumps(question["event"])
    return {"valid": synapse.refusal(question["room_version"], text) is None}


def about_signatures(question):
    version, event, keys = question["room_version"], event_of(question), question["keys"]
    matches = synapse.matches_content_hash(version, event)
    return {"content_hash": "matches" if matches else "differs",
            "signatures": event_verdicts.signature_verdicts(version, event, keys),
            "verdict": event_verdicts.verdict(version, event, keys, matches)}


ANSWERS = {
    "event": about_event, "format": about_format, "verify": about_signatures,
    "authorize": lambda question: {"allowed": synapse.refused(question) is None},
    "resolve": lambda question: {"state": synapse.resolved(question)},
}


def main():
    for line in sys.stdin:
        question = json.loads(line)
        reply = {"vector": question["vector"]}
        try:
            reply["answer"] = ANSWERS[question["kind"]](question)
        except Exception as error:
            reply["error"] = f"{type(error).__name__}: {error}"
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
