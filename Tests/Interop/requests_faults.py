"""`fedctl send --craft all` in rooms of a real Synapse: every fault, and what Synapse 1.163.2 makes of it."""

import concurrent.futures
import json
import os
import re
import sqlite3

from client import Client
from peer import Peer

VERSIONS = ["6", "11", "12"]

# ---- What a transaction is answered with, and in it the event
TAKEN, NOTHING = "200; {} for the event", "200; no result for the event"
SERVER_ERROR = "500 M_UNKNOWN, Internal server error"


def refused(reason):
    """The event is refused, in the words of Synapse."""
    return re.compile(
        r"200; an error for the event: ERROR 403: unable to verify signature for sender domain "
        rf"localhost:\d+: {reason}")


BAD, FOREIGN, NO_KEY = (refused(reason) for reason in (
    "401: Invalid signature for server", "400: Not signed by", "401: Failed to find any key"))

# What becomes of the event: in the room, without its content, kept as rejected, nowhere.
STORED, REDACTED, REJECTED, DROPPED = "stored", "redacted", "rejected", "dropped"

# What such an EDU must not do is seen by clients of the receiver alone.
UNSEEN = "200; the effect is not looked at: clients of the receiver see it"

# Each fault: the answer, and the fate of the event where there is one.
FACTS = {
    "pdus-50": (TAKEN, STORED), "pdus-51": ("400, no errcode", DROPPED),
    "edus-100": ("200",), "edus-101": ("400, no errcode",),
    # An event may be 14 bytes shorter than the limit: Synapse counts an empty 'unsigned' too.
    "event-size-limit": (TAKEN, DROPPED), "event-over-limit": (TAKEN, DROPPED),
    "type-too-long": (TAKEN, DROPPED), "body-oversize": ("200",),
    "float": (NOTHING, DROPPED), "integer-2-53": (NOTHING, DROPPED),
    "duplicate-keys": (TAKEN, STORED), "lone-surrogate": (SERVER_ERROR, DROPPED),
    "invalid-utf8": ("400 M_NOT_JSON, Content not JSON.", DROPPED),
    "body-not-json": ("400 M_NOT_JSON, Content not JSON.",),
    "body-array": ("400 M_BAD_JSON, Content must be a JSON object.",),
    "hash-wrong": (TAKEN, REDACTED), "hash-missing": (NOTHING, DROPPED),
    "content-changed": (TAKEN, REDACTED), "signature-wrong": (BAD, DROPPED),
    "signature-missing": (FOREIGN, DROPPED), "signature-foreign": (FOREIGN, DROPPED),
    "key-unknown": (NO_KEY, DROPPED), "key-expired": (NO_KEY, DROPPED),
    "sender-foreign": (FOREIGN, DROPPED), "room-unknown": (NOTHING, DROPPED),
    "depth-too-large": (NOTHING, DROPPED), "depth-negative": (NOTHING, DROPPED),
    "event-id": (NOTHING, DROPPED), "timestamp-string": (NOTHING, DROPPED),
    "event-no-type": (NOTHING, DROPPED), "event-no-sender": (NOTHING, DROPPED),
    "event-no-room-id": (NOTHING, DROPPED), "event-no-content": (NOTHING, DROPPED),
    "event-no-prev-events": (NOTHING, DROPPED), "event-no-auth-events": (NOTHING, DROPPED),
    "event-no-depth": (NOTHING, DROPPED), "event-no-origin-server-ts": (NOTHING, DROPPED),
    "prev-events-21": (TAKEN, DROPPED), "auth-events-11": (TAKEN, DROPPED),
    "auth-event-duplicate": (TAKEN, REJECTED), "auth-event-wrong": (TAKEN, REJECTED),
    "create-missing": (TAKEN, REJECTED), "create-listed": (NOTHING, DROPPED),
    "auth-events-empty": (TAKEN, REJECTED),
    "origin-other": ("200",), "origin-missing": ("200",), "time-missing": ("200",),
    "time-string": ("200",), "pdus-missing": ("200",), "pdus-object": ("200",),
    "pdu-string": (SERVER_ERROR,), "edus-object": ("200",),
    "edu-unknown": ("200",), "edu-no-type": (SERVER_ERROR,), "edu-no-content": (SERVER_ERROR,),
    "edu-string": (SERVER_ERROR,), "edu-malformed": ("200",), "edu-receipt-many": ("200",),
    "edu-foreign-typing": (UNSEEN,), "edu-foreign-presence": (UNSEEN,),
    "edu-foreign-receipt": (UNSEEN,), "edu-foreign-device-list": (UNSEEN,),
    "edu-foreign-to-device": (UNSEEN,), "edu-foreign-signing-key": (UNSEEN,),
    "transaction-replayed": (NOTHING, DROPPED),
    "transactions-parallel": (re.compile("200(; 429 M_UNKNOWN.*)?|429 M_UNKNOWN.*; 200"),),
    "content-type-wrong": ("200",), "content-length-missing": ("200",), "body-slow": ("200",),
    "target-long": (re.compile(r"no answer: no HTTP answer within \d+ s"),),
}

# Where Synapse does otherwise than the specification demands, answers 5xx, or not at all.
KNOWN = {"event-size-limit", "lone-surrogate", "pdu-string", "edu-no-type", "edu-no-content",
         "edu-string", "target-long"}
# What is no fault in a version.
NONE_IN = {"create-missing": ["12"], "create-listed": ["6", "11"]}

FOUND = {STORED: "accepted as it was sent", REDACTED: "accepted without the content that was sent",
         REJECTED: "handed out, but no part of the room: rejected, or soft-failed",
         DROPPED: "not there"}


def content(_):
    return {"users": [{"name": "bob"}]}


class Room:
    """A room of a Synapse that a user of a `serve` joined, and the options that send faults into it."""

    def __init__(self, suite, homeserver, authority, user, peer, version):
        self.suite, self.homeserver, self.version = suite, homeserver, version
        self.room = user.create(preset="public_chat", room_version=version)
        self.user = user
        bob = f"@bob:{peer.name}"
        peer("join", {"user": bob, "room": self.room, "via": [homeserver.name]})
        identity = ("--ca", authority.certificate, "--as", peer.name, "--key", peer.key_file)
        (last,) = peer("room", room=self.room)["forward_extremities"]
        history = suite.fedctl("query", homeserver.name, "backfill", f"roomId={self.room}",
                               f"v={last}", "limit=100", *identity)
        assert history.status == 0, history
        file = os.path.join(os.path.dirname(peer.log), "room.json")
        with open(file, "w") as output:
            output.write(history.out)
        self.options = (*identity, "--own", homeserver.name, "--room", file, "--room-version",
                        version, "--sender", bob, "--confirm", "--wait", "3", "--json")

    def send(self):
        """Sends every fault, and looks its events up afterwards."""
        result = self.suite.fedctl("send", self.homeserver.name, "--craft", "all", *self.options)
        return {row["fault"]: row for row in result.json()["faults"]}, result

    def kept(self):
        """What Synapse has of the events that were sent: text and fate of each, in order."""
        path = os.path.join(self.homeserver.folder, "homeserver.db")
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)
        rows = database.execute(
            "SELECT json, reason FROM event_json JOIN events USING (event_id) "
            "LEFT JOIN rejections USING (event_id) WHERE event_json.room_id = ? "
            "AND type = 'm.room.message'", (self.room,)).fetchall()
        database.close()
        found = []
        for document, reason in rows:
            body = json.loads(document)["content"].get("body")
            fate = REJECTED if reason else REDACTED if body is None else STORED
            found.append((re.sub(r"^fedctl (\S+) .*", r"\1", body or ""), fate))
        return sorted(found)


def run(suite, homeserver, other, authority, folder):
    user = Client(homeserver, "faulted")
    table = suite.fedctl("send", "--list-faults", "--json").json()["faults"]
    names = [row["fault"] for row in table]

    def counted():
        assert sorted(names) == sorted(FACTS), set(names) ^ set(FACTS)

    suite.claim("Every fault of send --list-faults has its fact about Synapse", counted)
    peers = [Peer(suite.path, os.path.join(folder, version), authority, content)
             for version in VERSIONS]
    with peers[0], peers[1], peers[2]:
        rooms = [Room(suite, homeserver, authority, user, peer, version)
                 for peer, version in zip(peers, VERSIONS)]
        # Each identity by itself: Synapse takes a few transactions of a server at a time.
        with concurrent.futures.ThreadPoolExecutor(len(rooms)) as pool:
            sent = list(pool.map(Room.send, rooms))
        for room, (rows, result) in zip(rooms, sent):
            claims(suite, room, names, rows, result)


def claims(suite, room, names, rows, result):
    version = room.version

    def is_fault(name):
        return version not in NONE_IN.get(name, [])

    facts = {name: FACTS[name] for name in names if name in FACTS and is_fault(name)}

    def answered():
        wrong = {}
        for name in names:
            observed = rows[name]["observed"]
            answer, *fate = facts.get(name, [f"'{name}' is no fault in room version {version}"])
            later = "; " + FOUND[fate[0]] if fate else ""
            seen = observed.removesuffix(later)
            right = answer.match(seen) if isinstance(answer, re.Pattern) else answer == seen
            if not right or not observed.endswith(later):
                wrong[name] = rows[name]
        assert not wrong, wrong

    def judged():
        verdicts = {"pass": set(), "fail": set(), "skip": set(), "warn": set()}
        for name, row in rows.items():
            verdicts[row["verdict"]].add(name)
        skipped = {name for name, versions in NONE_IN.items() if version in versions}
        skipped |= {name for name, (answer, *_) in FACTS.items() if answer is UNSEEN}
        assert verdicts["skip"] == skipped and not verdicts["warn"], verdicts
        assert verdicts["fail"] == KNOWN and result.status == 1, verdicts
        assert len(rows) == len(names), len(rows)

    def kept():
        wanted = sorted(
            ("" if fate[0] == REDACTED else name, fate[0]) for name, (_, *fate) in facts.items()
            if fate and fate[0] != DROPPED for _ in range(50 if name == "pdus-50" else 1))
        assert room.kept() == wanted, set(room.kept()) ^ set(wanted) or len(room.kept())

    def seen():
        texts = {re.sub(r"^fedctl (\S+) .*", r"\1", text or "")
                 for text in room.user.texts(room.room)}
        wanted = {"" if fate == [REDACTED] else name for name, (_, *fate) in facts.items()
                  if fate in ([STORED], [REDACTED])}
        assert texts == wanted, texts ^ wanted

    suite.claim(f"Synapse answers each of {len(names)} faults in a room of version {version}, and "
                "does with its event, as it was seen to", answered)
    suite.claim(f"In version {version} nothing fails but what Synapse is known for", judged)
    suite.claim(f"Synapse's database has the events of faults in version {version}, rejected, "
                "redacted or as sent, and no other", kept)
    suite.claim(f"A client of Synapse sees those of version {version} that are neither rejected "
                "nor dropped", seen)
