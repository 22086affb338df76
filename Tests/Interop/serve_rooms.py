"""A real Synapse takes part in the rooms of `fedctl serve`."""

import urllib.parse

from client import Client, wait
from peer import Peer

VERSIONS = ["1", "6", "9", "10", "11", "12"]
MESSAGES = 120


def content(name):
    """A room of every version."""
    return {"rooms": [{
        "id": f"lobby{version}", "version": version, "members": [f"@bob:{name}"],
        "name": f"Lobby {version}", "aliases": [f"#lobby{version}:{name}"],
        "messages": MESSAGES} for version in VERSIONS]}


def run(suite, homeserver, authority, folder):
    quiet = homeserver.marker()
    alice = Client(homeserver, "alice")
    with Peer(suite.path, folder, authority, content) as peer:
        joined = {}

        def joins():
            for version in VERSIONS:
                alias = urllib.parse.quote(f"#lobby{version}:{peer.name}")
                room = alice("POST", f"/_matrix/client/v3/join/{alias}", {})["room_id"]
                assert alice.members(room) == [alice.id, f"@bob:{peer.name}"], version
                joined[version] = room

        def reads():
            for version, room in joined.items():
                texts = alice.texts(room)
                wanted = [f"message {number}" for number in range(MESSAGES, 0, -1)]
                assert texts == wanted, f"{version}: {len(texts)} messages: {texts[:3]} …"
                kinds = [event["type"] for event in alice.history(room)]
                assert kinds[-1] == "m.room.create", f"{version}: {kinds[-3:]}"

        def writes():
            for version, room in joined.items():
                alice.say(room, f"to {version}")
            wait(lambda: len(peer.transactions()) >= len(joined), peer.said)
            bad = [transaction for transaction in peer.transactions()
                   if transaction["verdict"] != "pass"]
            assert not bad, bad

        def hears():
            for version, room in joined.items():
                peer("send", {"sender": f"@bob:{peer.name}", "room": room, "type": "m.room.message",
                              "content": {"msgtype": "m.text", "body": f"from {version}"}})
            for version, room in joined.items():
                wait(lambda: f"from {version}" in alice.texts(room)[:2], f"nothing in {version}")

        def leaves():
            room = joined["11"]
            alice("POST", alice.room(room, "leave"), {})
            alias = urllib.parse.quote(f"#lobby11:{peer.name}")
            assert alice("POST", f"/_matrix/client/v3/join/{alias}", {})["room_id"] == room

        suite.claim("Synapse's users join rooms of versions 1, 6, 9, 10, 11 and 12 of serve", joins)
        suite.claim("They read 120 messages and the state back to the create event", reads)
        suite.claim("What they say arrives, and breaks no rule of transactions", writes)
        suite.claim("What our user says reaches them in every room", hears)
        suite.claim("They leave such a room, and join it again", leaves)
        suite.claim("Synapse logs no warning and no error about rooms of serve",
                    lambda: homeserver.assert_quiet(quiet, peer.name))
