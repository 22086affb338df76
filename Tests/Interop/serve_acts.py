"""A user of `fedctl serve` takes part in the rooms of a real Synapse, and of forks made on purpose."""

import urllib.parse

from client import Client, wait
from peer import Peer

MESSAGES = 120


def content(name):
    """Two users without rooms."""
    return {"users": [{"name": "bob", "displayname": "Bob"}, {"name": "dora"}]}


def run(suite, homeserver, authority, folder):
    quiet = homeserver.marker()
    erin = Client(homeserver, "erin")
    with Peer(suite.path, folder, authority, content) as peer:
        bob, dora = f"@bob:{peer.name}", f"@dora:{peer.name}"

        def join(room, user=bob, **options):
            return peer("join", {"user": user, "room": room, "via": [homeserver.name], **options})

        def say(room, text, user=bob, **options):
            return peer("send", {
                "sender": user, "room": room, "type": "m.room.message",
                "content": {"msgtype": "m.text", "body": text}, **options})["event_id"]

        def heard(room, text):
            wait(lambda: text in erin.texts(room), f"erin never saw '{text}'")

        def told(room, text):
            """Whether our side has what Synapse's user said."""
            def there():
                events = peer("events", room=room, full="true")["events"]
                return any(entry["event"]["content"].get("body") == text
                           and entry["verdict"] == "accepted" for entry in events)
            wait(there, lambda: f"serve never took '{text}': {peer.said()[-2000:]}")

        def both_ways(room):
            say(room, "from serve")
            heard(room, "from serve")
            erin.say(room, "from Synapse")
            told(room, "from Synapse")

        def public():
            for version in ["6", "9", "10", "11", "12"]:
                room = erin.create(preset="public_chat", room_version=version)
                join(room)
                assert bob in erin.members(room), version
                both_ways(room)

        def by_alias():
            room = erin.create(preset="public_chat", room_alias_name="square")
            assert join(f"#square:{homeserver.name}")["room_id"] == room

        def invited():
            room = erin.create(preset="private_chat")
            erin("POST", erin.room(room, "invite"), {"user_id": bob})
            join(room)
            both_ways(room)

        def rejects():
            room = erin.create(preset="private_chat")
            erin("POST", erin.room(room, "invite"), {"user_id": bob})
            peer("leave", {"user": bob, "room": room, "via": [homeserver.name]})
            assert erin.members(room, "leave") == [bob]

        def invites():
            room = peer("create-room", {"description": {
                "id": "den", "version": "10", "join_rule": "invite", "members": [bob]}})["room_id"]
            peer("invite", {"sender": bob, "room": room, "user": erin.id})
            wait(lambda: room in erin("GET", "/_matrix/client/v3/sync?timeout=0")
                 .get("rooms", {}).get("invite", {}), "no invite")
            erin("POST", f"/_matrix/client/v3/join/{urllib.parse.quote(room)}", {})
            both_ways(room)

        def restricted():
            hall = erin.create(preset="public_chat")
            rule = {"join_rule": "restricted",
                    "allow": [{"type": "m.room_membership", "room_id": hall}]}
            room = erin.create(
                room_version="10",
                initial_state=[{"type": "m.room.join_rules", "state_key": "", "content": rule}])
            try:
                join(room)
            except AssertionError as error:
                assert "403" in str(error) or "M_" in str(error), error
            else:
                raise AssertionError("bob got in without being in the hall")
            join(hall)
            join(room)
            both_ways(room)

        def knocks():
            room = erin.create(
                room_version="10", initial_state=[{
                    "type": "m.room.join_rules", "state_key": "",
                    "content": {"join_rule": "knock"}}])
            peer("knock", {"user": bob, "room": room, "via": [homeserver.name]})
            wait(lambda: bob in erin.members(room, "knock"), "no knock")
            erin("POST", erin.room(room, "invite"), {"user_id": bob})
            wait(lambda: invited_to(room), "no invite came")
            join(room)
            both_ways(room)

        def invited_to(room):
            return any(invite["room_id"] == room for invite in peer("invites")["invites"])

        def partial():
            room = erin.create(preset="public_chat")
            for number in range(5):
                other = others[number]
                other("POST", f"/_matrix/client/v3/join/{urllib.parse.quote(room)}", {})
            join(room, omit_members=True)
            wait(lambda: not peer("room", room=room)["partial"], "the state stays partial")
            members = peer("room", room=room)["memberships"]
            joined = sorted(user for user, membership in members.items() if membership == "join")
            assert joined == erin.members(room), joined
            both_ways(room)

        others = [Client(homeserver, f"extra{number}") for number in range(5)]

        def leaves():
            room = erin.create(preset="public_chat")
            join(room)
            join(room, dora)
            peer("leave", {"user": bob, "room": room})
            wait(lambda: bob not in erin.members(room), "bob is still there")
            peer("leave", {"user": dora, "room": room})
            wait(lambda: dora not in erin.members(room), "dora is still there")
            join(room)
            both_ways(room)

        def backfills():
            room = erin.create(preset="public_chat")
            for number in range(1, MESSAGES + 1):
                erin.say(room, f"message {number}")
            join(room)
            peer("backfill", {"room": room, "from": homeserver.name, "limit": MESSAGES + 30})
            events = peer("events", room=room, limit=500, full="true")["events"]
            texts = [entry["event"]["content"]["body"] for entry in events
                     if entry["event"]["type"] == "m.room.message"]
            assert sorted(texts) == sorted(
                f"message {number}" for number in range(1, MESSAGES + 1)), len(texts)

        def gap_here():
            """Two transactions are swallowed; the third makes serve ask for what it missed."""
            room = erin.create(preset="public_chat")
            join(room)
            watch = peer("watch", {
                "endpoint": "send", "origin": homeserver.name, "hold": True})["watch"]
            for text in ["swallowed 1", "swallowed 2"]:
                erin.say(room, text)
                held = peer("await", {"watch": watch, "timeout_ms": 20_000})["request"]
                peer("answer", {"number": held["number"], "json": {"pdus": {}}})
            peer("unwatch", {"watch": watch})
            erin.say(room, "after the gap")
            for text in ["swallowed 1", "swallowed 2", "after the gap"]:
                told(room, text)
            asked = [record for record in peer.journal()
                     if record.get("sent", {}).get("endpoint") == "missing-events"]
            assert asked, "get_missing_events was never asked"

        def gap_there():
            """Two events are not handed out; the third makes Synapse ask for what it missed."""
            room = erin.create(preset="public_chat")
            join(room)
            for text in ["kept back 1", "kept back 2"]:
                say(room, text, withhold=True)
            say(room, "after the gap")
            for text in ["after the gap", "kept back 1", "kept back 2"]:
                heard(room, text)
            asked = [record for record in peer.journal()
                     if record.get("request", {}).get("endpoint") == "missing-events"]
            assert asked, "get_missing_events was never asked"

        def state_of(room):
            """Our state of a room: its entries by type and state key."""
            entries = peer("room", room=room, full="true")["state"]
            return {(entry["type"], entry["state_key"]): entry for entry in entries}

        def fork():
            for version in ["6", "10", "11", "12"]:
                room = erin.create(preset="public_chat", room_version=version)
                join(room)
                levels = erin.state(room, "m.room.power_levels")
                levels["users"] = {**levels.get("users", {}), bob: 50}
                erin.set_state(room, "m.room.power_levels", levels)
                wait(lambda: state_of(room)["m.room.power_levels", ""]["event"]
                     ["content"]["users"].get(bob) == 50, "the levels never came")
                before = peer("room", room=room)["forward_extremities"]
                erin.set_state(room, "m.room.topic", {"topic": "erin's"})
                wait(lambda: peer("room", room=room)["forward_extremities"] != before, "no topic")
                peer("send", {
                    "sender": bob, "room": room, "type": "m.room.topic", "state_key": "",
                    "content": {"topic": "bob's"}, "prev_events": before})
                peer("send", {
                    "sender": bob, "room": room, "type": "m.room.name", "state_key": "",
                    "content": {"name": "the fork's"}, "prev_events": before})
                wait(lambda: len(peer("room", room=room)["forward_extremities"]) > 1, "no fork")
                erin.say(room, "merged")
                told(room, "merged")
                wait(lambda: any(entry["type"] == "m.room.name"
                                 for entry in erin("GET", erin.room(room, "state"))),
                     f"{version}: Synapse never took the fork")
                state = state_of(room)
                theirs = erin("GET", erin.room(room, "state"))
                assert len(theirs) == len(state), f"{version}: {len(theirs)} and {len(state)}"
                for entry in theirs:
                    ours = state[entry["type"], entry["state_key"]]
                    assert ours["event_id"] == entry["event_id"], (
                        f"{version}: {entry['type']}: {ours} beside {entry}")

        suite.claim("Our user joins rooms of versions 6, 9, 10, 11 and 12; messages pass both ways",
                    public)
        suite.claim("Our user joins a room of Synapse by its alias", by_alias)
        suite.claim("Our user joins an invited room of Synapse", invited)
        suite.claim("Our user rejects an invite of Synapse", rejects)
        suite.claim("Our user invites a user of Synapse, who joins", invites)
        suite.claim("Our user joins a restricted room of Synapse, and not before they may", restricted)
        suite.claim("Our user knocks at a room of Synapse, is invited, and joins", knocks)
        suite.claim("Our user joins with partial state, which becomes whole", partial)
        suite.claim("Our users leave a room of Synapse, and one joins again", leaves)
        suite.claim("serve backfills 120 messages of Synapse", backfills)
        suite.claim("serve closes a gap by get_missing_events of Synapse", gap_here)
        suite.claim("Synapse closes a gap by get_missing_events of serve", gap_there)
        suite.claim("A fork made on purpose has the same state on both sides, in versions 6 to 12",
                    fork)
        suite.claim("Synapse logs no warning and no error about what serve does",
                    lambda: homeserver.assert_quiet(quiet, peer.name))
