"""`fedctl send`: EDUs and events in the name of a `serve` that joined, and what a client of Synapse sees of them."""

import json
import os

import signedjson.key
from client import Client, wait
from peer import Peer


def content(_):
    return {"users": [{"name": "bob", "displayname": "Bob", "devices": [{"id": "PHONE"}]}]}


class Watcher:
    """A user who keeps everything that /sync tells."""

    def __init__(self, user):
        self.user = user
        self.since = user("GET", "/_matrix/client/v3/sync?timeout=0")["next_batch"]
        self.ephemeral, self.timeline, self.presence, self.to_device, self.changed = [], [], [], [], []

    def look(self):
        answer = self.user("GET", f"/_matrix/client/v3/sync?timeout=200&since={self.since}")
        self.since = answer["next_batch"]
        for room in answer.get("rooms", {}).get("join", {}).values():
            self.ephemeral += room.get("ephemeral", {}).get("events", [])
            self.timeline += room.get("timeline", {}).get("events", [])
        self.presence += answer.get("presence", {}).get("events", [])
        self.to_device += answer.get("to_device", {}).get("events", [])
        self.changed += answer.get("device_lists", {}).get("changed", [])

    def sees(self, condition, words):
        def looked():
            self.look()
            return condition()
        return wait(looked, lambda: f"{words}: {vars(self)}")


def run(suite, homeserver, other, authority, folder):
    user = Client(homeserver, "watching")
    quiet = homeserver.marker()
    with Peer(suite.path, folder, authority, content) as peer:
        bob = f"@bob:{peer.name}"
        identity = ("--ca", authority.certificate, "--as", peer.name, "--key", peer.key_file)
        rooms, said = {}, {}
        for version in ["6", "11", "12"]:
            rooms[version] = user.create(preset="public_chat", room_version=version)
            peer("join", {"user": bob, "room": rooms[version], "via": [homeserver.name]})
            said[version] = user.say(rooms[version], "hello")
        room = rooms["11"]
        watcher = Watcher(user)

        def send(*words):
            result = suite.fedctl("send", homeserver.name, *words, *identity, "--json")
            assert result.status == 0, result
            return result.json()

        def edu(*words):
            report = send("--edu", *words)
            assert report["status"] == 200 and report["edu_count"] == 1, report

        # ---- EDUs, one of each type

        def typing():
            edu("typing", f"room_id={room}", f"user_id={bob}")
            watcher.sees(lambda: any(
                event["type"] == "m.typing" and event["content"]["user_ids"] == [bob]
                for event in watcher.ephemeral), "nobody types")
            edu("typing", f"room_id={room}", f"user_id={bob}", "typing=false")
            watcher.sees(lambda: watcher.ephemeral[-1]["content"].get("user_ids") == [],
                         "somebody types still")

        def receipt():
            edu("receipt", f"room_id={room}", f"user_id={bob}", f"event_id={said['11']}", "ts=1234567")
            watcher.sees(lambda: any(
                event["type"] == "m.receipt"
                and event["content"].get(said["11"], {}).get("m.read", {}).get(bob) == {"ts": 1234567}
                for event in watcher.ephemeral), "no receipt")

        def presence():
            edu("presence", f"user_id={bob}", "presence=online", "status_msg=hier und jetzt")
            watcher.sees(lambda: any(
                event["sender"] == bob and event["content"]["presence"] == "online"
                and event["content"].get("status_msg") == "hier und jetzt"
                for event in watcher.presence), "no presence")

        def to_device():
            edu("to-device", f"sender={bob}", "type=test.fedctl", f"user_id={user.id}",
                f"device_id={user.device}", 'content={"n": 9007199254740991}')
            watcher.sees(lambda: watcher.to_device, "no message")
            assert watcher.to_device == [{
                "sender": bob, "type": "test.fedctl",
                "content": {"n": 9007199254740991}}], watcher.to_device

        def device_list():
            watcher.look()
            watcher.changed.clear()
            # Without a number before it, Synapse asks for all devices.
            edu("device-list", f"user_id={bob}", "device_id=PHONE")
            watcher.sees(lambda: bob in watcher.changed, "no change of devices")
            known = suite.fedctl(
                "query", peer.name, "user-devices", f"userId={bob}", "--ca", authority.certificate,
                "--as", homeserver.name, "--key", homeserver.key_file)
            assert known.status == 0, known
            number = known.json()["stream_id"]
            keys = {"user_id": bob, "device_id": "PAD", "algorithms": [], "keys": {},
                    "signatures": {}}
            watcher.changed.clear()
            edu("device-list", f"user_id={bob}", "device_id=PAD", "device_display_name=A pad",
                f"stream_id={number + 1}", f"prev_id={number}", "keys=" + json.dumps(keys))
            watcher.sees(lambda: bob in watcher.changed, "no change of devices")
            asked = user("POST", "/_matrix/client/v3/keys/query", {"device_keys": {bob: []}})
            assert sorted(asked["device_keys"][bob]) == ["PAD", "PHONE"], asked

        def signing_key():
            watcher.look()
            watcher.changed.clear()
            public = signedjson.key.encode_verify_key_base64(
                signedjson.key.generate_signing_key("master").verify_key)
            master = {"user_id": bob, "usage": ["master"], "keys": {f"ed25519:{public}": public}}
            edu("signing-key", f"user_id={bob}", "master_key=" + json.dumps(master))
            watcher.sees(lambda: bob in watcher.changed, "no change of keys")
            asked = user("POST", "/_matrix/client/v3/keys/query", {"device_keys": {bob: []}})
            assert asked["master_keys"][bob] == master, asked

        # ---- Events

        def history(version):
            """Files with the state of a room and its last event, as Synapse hands them out."""
            last = said[version]
            result = suite.fedctl(
                "query", homeserver.name, "state", f"roomId={rooms[version]}", f"event_id={last}",
                *identity)
            assert result.status == 0, result
            state = os.path.join(folder, f"state{version}.ndjson")
            with open(state, "w") as file:
                file.writelines(json.dumps(event) + "\n" for event in result.json()["pdus"])
            result = suite.fedctl("query", homeserver.name, "event", f"eventId={last}", *identity)
            assert result.status == 0, result
            newest = os.path.join(folder, f"last{version}.json")
            with open(newest, "w") as file:
                json.dump(result.json()["pdus"][0], file)
            return state, newest

        def build(version, template, *options):
            state, newest = history(version)
            result = suite.fedctl(
                "event", "build", "--room-version", version, "--sender", bob, "--room-id",
                rooms[version], "--prev-events", newest, "--state", state, *options, "-",
                stdin=json.dumps(template).encode())
            assert result.status == 0, result
            return result.out.strip()

        def write(name, text):
            path = os.path.join(folder, name)
            with open(path, "w") as file:
                file.write(text + "\n")
            return path

        def message(text):
            return {"type": "m.room.message", "content": {"msgtype": "m.text", "body": text}}

        def sees(version, *texts):
            wait(lambda: set(texts) <= set(user.texts(rooms[version])),
                 lambda: f"{texts} never came: {user.texts(rooms[version])}")

        def confirmed(version, name, *options, text):
            report = send(name, "--room-version", version, "--confirm", "--wait", "3", *options)
            (event,) = report["events"]
            assert event["result"] == "taken", report
            assert event["later"] == "accepted as it was sent" and event["accepted"], report
            sees(version, text)
            watcher.sees(lambda: any(
                seen["event_id"] == event["event_id"] and seen["sender"] == bob
                for seen in watcher.timeline), "no event in /sync")

        def as_given():
            for version in rooms:
                text = f"as given, {version}"
                event = build(version, message(text), "--as", peer.name, "--key", peer.key_file)
                confirmed(version, write(f"given{version}.json", event), text=text)

        def signed():
            for version in rooms:
                text = f"signed, {version}"
                event = json.loads(build(version, message(text)))
                event.pop("hashes", None)
                assert not event.pop("signatures", None), event
                confirmed(version, write(f"signed{version}.json", json.dumps(event)), "--sign",
                          text=text)

        def lines():
            texts = [f"line {number}" for number in range(3)]
            events = [build("11", message(text), "--as", peer.name, "--key", peer.key_file)
                      for text in texts]
            report = send(write("lines.ndjson", "\n".join(events)), "--room-version", "11",
                          "--txn-id", f"lines-{peer.port}", "--origin", "somebody.example",
                          "--origin-server-ts", "1")
            assert report["transaction_id"] == f"lines-{peer.port}", report
            assert [event["result"] for event in report["events"]] == ["taken"] * 3, report
            sees("11", *texts)

        def refused():
            """Not signed, it is refused; with other content than was hashed it is redacted."""
            event = json.loads(build(
                "11", message("never seen"), "--as", peer.name, "--key", peer.key_file))
            bad = {**event, "content": {"msgtype": "m.text", "body": "changed"}}
            # At another depth, so that it has another ID.
            unsigned = {**event, "signatures": {}, "depth": event["depth"] + 1}
            for name, document, result, later in [
                    ("bad", bad, "taken", "accepted without the content that was sent"),
                    ("unsigned", unsigned, "refused", "not there")]:
                finished = suite.fedctl(
                    "send", homeserver.name, write(f"{name}.json", json.dumps(document)),
                    "--room-version", "11", "--confirm", "--wait", "3", *identity, "--json")
                (told,) = finished.json()["events"]
                assert finished.status == 1, finished
                assert told["result"] == result and told["later"] == later, finished
            assert not {"changed", "never seen"} & set(user.texts(room)), user.texts(room)

        for name, test in [
                ("m.typing", typing), ("m.receipt", receipt), ("m.presence", presence),
                ("m.direct_to_device", to_device), ("m.device_list_update", device_list),
                ("m.signing_key_update", signing_key)]:
            suite.claim(f"A client of Synapse sees an {name} of fedctl send", test)
        suite.claim("An event that was built is delivered, confirmed and seen, in versions 6, 11, 12",
                    as_given)
        suite.claim("An event that send signs is delivered, confirmed and seen, in versions 6, 11, 12",
                    signed)
        suite.claim("Several events of a file are delivered in one transaction", lines)
        suite.claim("--confirm fails for an event that is redacted, and for one that is refused",
                    refused)
        # What is not signed is warned of.
        suite.claim("Synapse logs nothing else about them", lambda: homeserver.assert_quiet(
            quiet, peer.name, expected=["Not signed by", "unable to verify signature", "hash"]))
