"""What a real Synapse and `fedctl serve` ask and tell each other beside rooms: users, devices, keys, files."""

import base64
import urllib.parse

from client import Client, wait
from peer import Peer

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
TEXT = "Grüße aus dem Nachbarhaus\n"


def content(name):
    """A room, a space with it, a user with devices, and two files."""
    return {
        "rooms": [
            {"id": "lobby", "version": "10", "members": [f"@bob:{name}"], "name": "Lobby",
             "aliases": [f"#lobby:{name}"], "listed": True},
            {"id": "space", "version": "10", "type": "m.space", "members": [f"@bob:{name}"],
             "name": "Everything", "aliases": [f"#space:{name}"], "children": [{"room": "lobby"}]}],
        "users": [
            {"name": "bob", "displayname": "Bob", "cross_signing": True,
             "devices": [{"id": "PHONE", "display_name": "A phone"}]}],
        "media": [
            {"id": "greeting", "type": "text/plain", "filename": "greeting.txt", "text": TEXT},
            {"id": "picture", "type": "image/png", "base64": base64.b64encode(PICTURE).decode()}]}


def run(suite, homeserver, authority, folder):
    quiet = homeserver.marker()
    carol = Client(homeserver, "carol")
    with Peer(suite.path, folder, authority, content) as peer:
        bob = f"@bob:{peer.name}"
        trust = ("--ca", authority.certificate)

        def joins():
            alias = urllib.parse.quote(f"#lobby:{peer.name}")
            return carol("POST", f"/_matrix/client/v3/join/{alias}", {})["room_id"]

        room = joins()
        seen = {"messages": [], "typing": False}

        def profile():
            path = f"/_matrix/client/v3/profile/{urllib.parse.quote(bob)}"
            assert carol("GET", path)["displayname"] == "Bob"

        def directory():
            path = f"/_matrix/client/v3/publicRooms?server={peer.name}"
            names = [entry.get("name") for entry in carol("GET", path)["chunk"]]
            assert names == ["Lobby"], names

        def hierarchy():
            alias = urllib.parse.quote(f"#space:{peer.name}")
            space = carol("POST", f"/_matrix/client/v3/join/{alias}", {})["room_id"]
            path = f"/_matrix/client/v1/rooms/{urllib.parse.quote(space)}/hierarchy"
            names = [entry.get("name") for entry in carol("GET", path)["rooms"]]
            assert names == ["Everything", "Lobby"], names

        def devices():
            asked = carol("POST", "/_matrix/client/v3/keys/query", {"device_keys": {bob: []}})
            assert not asked["failures"], asked
            phone = asked["device_keys"][bob]["PHONE"]
            assert phone["user_id"] == bob and len(phone["keys"]) == 2, phone
            assert bob in asked["master_keys"], asked

        def claims():
            wanted = {bob: {"PHONE": "signed_curve25519"}}
            keys = set()
            for _ in range(3):
                asked = carol("POST", "/_matrix/client/v3/keys/claim", {"one_time_keys": wanted})
                assert not asked["failures"], asked
                keys |= set(asked["one_time_keys"][bob]["PHONE"])
            assert len(keys) == 3, keys

        def to_device():
            path = f"/_matrix/client/v3/sendToDevice/m.test/{carol.transaction()}"
            carol("PUT", path, {"messages": {bob: {"PHONE": {"body": "psst"}}}})
            edus = wait(lambda: peer.edus("m.direct_to_device"), peer.said)
            assert all(edu["verdict"] == "pass" and edu["taken"] for edu in edus), edus
            received = peer("received", user=bob)["messages"]
            assert [message["content"] for message in received] == [{"body": "psst"}], received

        def ephemeral():
            carol("PUT", carol.room(room, f"typing/{urllib.parse.quote(carol.id)}"),
                  {"typing": True, "timeout": 20_000})
            last = carol.history(room)[0]["event_id"]
            carol("POST", carol.room(room, f"receipt/m.read/{urllib.parse.quote(last)}"), {})
            carol("PUT", f"/_matrix/client/v3/presence/{urllib.parse.quote(carol.id)}/status",
                  {"presence": "online", "status_msg": "here"})
            seen["once"] = carol.upload_keys()
            for kind in ["m.typing", "m.receipt", "m.presence", "m.device_list_update"]:
                edus = wait(lambda: peer.edus(kind), f"no {kind}")
                assert all(edu["verdict"] == "pass" and edu["taken"] for edu in edus), edus

        def media():
            for name, wanted in [("greeting", TEXT.encode()), ("picture", PICTURE)]:
                got = carol.bytes(
                    "GET", f"/_matrix/client/v1/media/download/{peer.name}/{name}")
                assert got == wanted, got[:100]

        def notaries():
            for server, notary in [(peer.name, homeserver.name), (homeserver.name, peer.name)]:
                result = suite.fedctl("keys", "query", server, "--via", notary, *trust)
                assert result.status == 0, result

        # ---- The other way round

        def asked_of_synapse():
            answer = peer("request", {
                "destination": homeserver.name, "operation": "user-devices",
                "parameters": {"userId": carol.id}})
            assert answer["status"] == 200, answer
            devices = [device["device_id"] for device in answer["body"]["devices"]]
            assert carol.device in devices, answer
            answer = peer("request", {
                "destination": homeserver.name, "operation": "profile",
                "parameters": {"user_id": carol.id}})
            assert answer["body"]["displayname"] == "carol", answer

        def claimed_of_synapse():
            answer = peer("request", {
                "destination": homeserver.name, "operation": "keys-claim",
                "body": {"one_time_keys": {carol.id: {carol.device: "signed_curve25519"}}}})
            keys = answer["body"]["one_time_keys"][carol.id][carol.device]
            assert list(keys) == [seen["once"]], answer

        def told_to_synapse():
            # A sync without a token would be answered from a cache.
            seen["since"] = carol("GET", "/_matrix/client/v3/sync?timeout=0")["next_batch"]
            peer("edu", {
                "to": [homeserver.name], "type": "m.direct_to_device", "content": {
                    "sender": bob, "type": "m.test", "message_id": "1",
                    "messages": {carol.id: {carol.device: {"body": "pssst"}}}}})
            peer("edu", {
                "to": [homeserver.name], "type": "m.typing", "content": {
                    "room_id": room, "user_id": bob, "typing": True}})
            def synced():
                answer = carol("GET", f"/_matrix/client/v3/sync?timeout=500&since={seen['since']}")
                seen["since"] = answer["next_batch"]
                seen["messages"] += answer.get("to_device", {}).get("events", [])
                rooms = answer.get("rooms", {}).get("join", {})
                joined = rooms.get(room, {}).get("ephemeral", {}).get("events", [])
                seen["typing"] |= any(
                    event["type"] == "m.typing" and bob in event["content"]["user_ids"]
                    for event in joined)
                return seen["messages"] and seen["typing"]

            wait(synced, lambda: f"{seen} {peer('outbox')}")
            assert seen["messages"][0]["sender"] == bob, seen
            assert seen["messages"][0]["content"] == {"body": "pssst"}, seen

        def media_of_synapse():
            uploaded = carol.bytes(
                "POST", "/_matrix/media/v3/upload?filename=a.txt", TEXT.encode(), "text/plain")
            media_id = uploaded.decode().rsplit("/", 1)[1].rstrip('"} \n')
            answer = peer("request", {
                "destination": homeserver.name, "operation": "media-download",
                "parameters": {"mediaId": media_id}})
            assert answer["status"] == 200, answer
            body = base64.b64decode(answer["body_base64"] + "==")
            assert TEXT.encode() in body, body[:300]

        suite.claim("Synapse reads the profile of a user of serve", profile)
        suite.claim("Synapse lists the rooms of serve, and a space of it", directory)
        suite.claim("Synapse walks the hierarchy of a space of serve", hierarchy)
        suite.claim("Synapse reads devices and cross-signing keys of a user of serve", devices)
        suite.claim("Synapse claims three different one-time keys of serve", claims)
        suite.claim("A to-device message of Synapse arrives", to_device)
        suite.claim("Typing, receipts, presence and device lists of Synapse break no rule", ephemeral)
        suite.claim("Synapse fetches text and picture of serve", media)
        suite.claim("Synapse and serve are notaries of each other", notaries)
        suite.claim("serve reads devices and profile of a user of Synapse", asked_of_synapse)
        suite.claim("serve claims a one-time key of Synapse", claimed_of_synapse)
        suite.claim("Synapse's user gets a to-device message and sees our user type", told_to_synapse)
        suite.claim("serve fetches a file of Synapse", media_of_synapse)
        suite.claim("Synapse logs no warning and no error about what serve tells",
                    lambda: homeserver.assert_quiet(quiet, peer.name))
