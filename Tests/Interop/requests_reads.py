"""`fedctl query`: every operation that reads, asked of a real Synapse in the name of another one."""

import json
import os

from requests_ground import Ground


class Proof:
    """How an operation is asked for, and what its answer has to be.

    `answers` is given the body, as JSON or as the bytes of the file that was saved.
    """

    def __init__(self, answers, *parameters, saves=False):
        self.answers, self.parameters, self.saves = answers, parameters, saves


class Refusal:
    """How an operation is asked for that Synapse does not have, and the very answer that it gives."""

    def __init__(self, status, errcode, *parameters):
        self.status, self.errcode, self.parameters = status, errcode, parameters


def kinds(body, member):
    return [event["type"] for event in body[member]]


def proofs(ground):
    """A proof for every operation that reads: its name, and what is asked and expected."""
    asked, asking = ground.asked, ground.asking
    host, guest, room = ground.host, ground.guest, ground.history
    last = ground.messages[-1]
    in_room, at_last = f"roomId={room}", f"event_id={last}"

    def key_of(name, document):
        with open(asking.key_file if name == asking.name else asked.key_file) as file:
            key_id = "ed25519:" + file.read().split()[1]
        return document["server_name"] == name and key_id in document["verify_keys"]

    def notary(body):
        (document,) = body["server_keys"]
        return key_of(asking.name, document) and asked.name in document["signatures"]

    def device(body):
        return body["device_keys"][host.id][host.device]["user_id"] == host.id

    def template(membership):
        return lambda body: (
            body["room_version"] == "10" and body["event"]["content"]["membership"] == membership
            and body["event"]["auth_events"] and body["event"]["prev_events"])

    def listed(body):
        return [entry["name"] for entry in body["chunk"]] == ["Child 2"]

    well_known = (
        Proof(lambda body: body == {"m.server": asked.name}) if asked.well_known
        else Refusal(404, None))
    return {
        "well-known": well_known,
        "version": Proof(lambda body: body["server"]["name"] == "Synapse"),
        "server-keys": Proof(lambda body: key_of(asked.name, body)),
        "notary-keys": Proof(notary, f"serverName={asking.name}"),
        "notary-keys-query": Proof(
            notary, "server_keys=" + json.dumps({asking.name: {}})),
        "event-auth": Proof(
            lambda body: set(kinds(body, "auth_chain")) == {
                "m.room.create", "m.room.member", "m.room.power_levels"},
            in_room, f"eventId={last}"),
        "backfill": Proof(
            lambda body: kinds(body, "pdus") == ["m.room.message"] * 10
            and body["origin"] == asked.name, in_room, f"v={last}", "limit=10"),
        "missing-events": Proof(
            lambda body: kinds(body, "events") == ["m.room.message"] * 4, in_room,
            f'earliest_events=["{ground.messages[-6]}"]', f'latest_events=["{last}"]', "limit=10"),
        "state": Proof(
            lambda body: {"m.room.create", "m.room.name", "m.room.power_levels"}
            <= set(kinds(body, "pdus")) and body["auth_chain"], in_room, at_last),
        "state-ids": Proof(
            lambda body: ground.create in body["pdu_ids"] and ground.create in body["auth_chain_ids"],
            in_room, at_last),
        "event": Proof(
            lambda body: body["pdus"][0]["content"]["body"] == ground.texts[-1],
            f"eventId={last}"),
        "timestamp-to-event": Proof(
            lambda body: body == {"event_id": ground.messages[0],
                                  "origin_server_ts": ground.first_message_ts},
            in_room, f"ts={ground.first_message_ts}", "dir=f"),
        "make-join": Proof(
            template("join"), f"roomId={ground.children[0]}", f"userId=@new:{asking.name}",
            "ver=10"),
        "make-knock": Proof(
            template("knock"), f"roomId={ground.lodge}", f"userId=@new:{asking.name}", "ver=10"),
        "make-leave": Proof(template("leave"), in_room, f"userId={guest.id}"),
        "public-rooms": Proof(lambda body: len(body["chunk"]) == 1 and body["next_batch"], "limit=1"),
        "public-rooms-search": Proof(listed, 'filter={"generic_search_term": "child 2"}'),
        "hierarchy": Proof(
            lambda body: body["room"]["name"] == "Everything"
            and len(body["children"]) == len(ground.children), f"roomId={ground.space}"),
        "query": Proof(
            lambda body: body == {"displayname": "Die Wirtin"}, "queryType=profile",
            f"user_id={host.id}", "field=displayname"),
        "directory": Proof(
            lambda body: body["room_id"] == room
            and sorted(body["servers"]) == sorted([asked.name, asking.name]),
            f"room_alias=#history:{asked.name}"),
        "profile": Proof(
            lambda body: body["displayname"] == "Die Wirtin", f"user_id={host.id}"),
        "openid-userinfo": Proof(
            lambda body: body == {"sub": host.id}, f"access_token={ground.openid_token()}"),
        "user-devices": Proof(
            lambda body: [entry["device_id"] for entry in body["devices"]] == [host.device],
            f"userId={host.id}"),
        "keys-query": Proof(device, "device_keys=" + json.dumps({host.id: []})),
        "media-download": Proof(
            lambda body: body == ground.picture, f"mediaId={ground.media_id}", saves=True),
        "media-thumbnail": Proof(
            lambda body: body == ground.thumbnail(), f"mediaId={ground.media_id}", "width=32",
            "height=32", "method=crop", saves=True),
        "policy-sign": Refusal(404, "M_UNRECOGNIZED", "--body", "{}"),
    }


def run(suite, homeserver, other, authority, folder):
    os.makedirs(folder)
    operations = [row["operation"] for row in suite.fedctl("api", "--json").json()["endpoints"]
                  if row["effect"] == "reads"]
    quiet = homeserver.marker(), other.marker()
    first = Ground(homeserver, other, authority, texts=120, children=8)
    every_row(suite, first, operations, "the first", folder)
    pages(suite, first)
    claims(suite, first)
    second = Ground(other, homeserver, authority, texts=10, children=2)
    every_row(suite, second, operations, "the second", folder)
    def quietly():
        for server, marker, asking in zip((homeserver, other), quiet, (other, homeserver)):
            server.assert_quiet(marker, asking.name)
    suite.claim("Neither Synapse logs a warning or an error about what was asked", quietly)


def every_row(suite, ground, operations, which, folder):
    known = proofs(ground)

    def counted():
        assert sorted(known) == sorted(operations), (
            f"without proof: {set(operations) - set(known)}, "
            f"without row: {set(known) - set(operations)}")

    def ask(operation):
        proof = known[operation]
        saved = os.path.join(folder, f"{operation}-{which}")
        if isinstance(proof, Proof) and proof.saves:
            result = suite.fedctl("query", ground.asked.name, operation, *proof.parameters,
                                  "--save", saved, *ground.identity)
            assert result.status == 0, result
            with open(saved, "rb") as file:
                assert proof.answers(file.read()), result
            return
        result = suite.fedctl("query", ground.asked.name, operation, *proof.parameters,
                              *ground.identity, "--json")
        response = result.json()["response"]
        if isinstance(proof, Refusal):
            assert result.status == 1, result
            assert response["status"] == proof.status, result
            assert response.get("errcode") == proof.errcode, result
            return
        assert result.status == 0 and response["status"] == 200, result
        assert proof.answers(response["body"]), result

    suite.claim(f"Every operation that reads has a proof with {which} Synapse", counted)
    for operation in operations:
        if operation not in known:
            continue  # which the claim before has failed for
        told = "is refused by" if isinstance(known[operation], Refusal) else "is answered by"
        suite.claim(f"{operation} {told} {which} Synapse, as expected",
                    lambda operation=operation: ask(operation))


def pages(suite, ground):
    """The operations that answer in pages."""

    def bodies(operation, *parameters):
        result = suite.fedctl("query", ground.asked.name, operation, *parameters, "--all",
                              *ground.identity, "--format", "ndjson")
        assert result.status == 0, result
        return [json.loads(line)["response"]["body"] for line in result.out.splitlines()]

    def directory():
        got = bodies("public-rooms", "limit=3")
        names = [entry["name"] for body in got for entry in body["chunk"]]
        assert sorted(names) == ground.names, names
        assert [len(body["chunk"]) for body in got] == [3, 3, 2], got
        assert "next_batch" not in got[-1], got[-1]

    def history():
        got = bodies("backfill", f"roomId={ground.history}", f"v={ground.messages[-1]}", "limit=50")
        events = [event for body in got for event in body["pdus"]]
        texts = [event["content"].get("body") for event in events
                 if event["type"] == "m.room.message"]
        assert sorted(texts) == sorted(ground.texts), len(texts)
        assert kinds({"pdus": events}, "pdus").count("m.room.create") == 1, len(events)
        assert len(got) >= 3, len(got)

    def spaces():
        got = bodies("hierarchy", f"roomId={ground.space}")
        rooms = {child["room_id"] for body in got for child in body["children"]}
        assert rooms == set(ground.children), rooms

    suite.claim("--all goes through every page of Synapse's directory", directory)
    suite.claim(f"--all goes back through {len(ground.texts)} messages of Synapse", history)
    suite.claim(f"--all walks a space of Synapse with {len(ground.children)} rooms", spaces)


def claims(suite, ground):
    """A key that is handed out once."""
    host = ground.host
    asks = ("query", ground.asked.name, "keys-claim",
            "one_time_keys=" + json.dumps({host.id: {host.device: "signed_curve25519"}}),
            *ground.identity, "--json")

    def kept():
        result = suite.fedctl(*asks)
        assert result.status == 64 and "--consume" in result.err, result

    def given():
        result = suite.fedctl(*asks, "--consume")
        assert result.status == 0, result
        keys = result.json()["response"]["body"]["one_time_keys"]
        assert list(keys[host.id][host.device]) == [ground.once], result
        again = suite.fedctl(*asks, "--consume")
        assert again.status == 0, again
        assert again.json()["response"]["body"]["one_time_keys"] == {}, again

    suite.claim("A one-time key of Synapse is not asked for without --consume", kept)
    suite.claim("With --consume Synapse hands it out, once", given)
