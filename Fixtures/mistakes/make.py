#!/usr/bin/env python3
"""Makes the files of this folder: for each usual mistake an event, and the text that a signer or hasher who makes
the mistake signs or hashes in place of the right one. Nothing here is made by fedctl. Python's standard library only."""
import base64, hashlib, json, os

HERE = os.path.dirname(os.path.abspath(__file__))
KEPT = ["event_id", "type", "room_id", "sender", "state_key", "content", "hashes", "signatures", "depth",
        "prev_events", "auth_events", "origin_server_ts"]
LEVELS = ["ban", "events", "events_default", "kick", "redact", "state_default", "users", "users_default"]


def canonical(value, **options):
    return json.dumps(value, **{"sort_keys": True, "separators": (",", ":"), "ensure_ascii": False, **options})


def content_kept(event, version):
    kind, content = event["type"], event["content"]
    if kind == "m.room.create" and version >= 11:
        return content
    names = {"m.room.member": ["membership"] + (["join_authorised_via_users_server"] if version >= 9 else []),
             "m.room.create": ["creator"],
             "m.room.join_rules": ["join_rule"] + (["allow"] if version >= 8 else []),
             "m.room.power_levels": LEVELS + (["invite"] if version >= 11 else []),
             "m.room.aliases": ["aliases"] if version < 6 else []}.get(kind, [])
    return {name: content[name] for name in names if name in content}


def redact(event, version):
    names = KEPT + ([] if version >= 11 else ["prev_state", "origin", "membership"])
    left = {name: event[name] for name in event if name in names}
    left["content"] = content_kept(event, version)
    return left


def without(event, *names):
    return {name: value for name, value in event.items() if name not in names}


def signable(event, version=11):
    return without(redact(event, version), "signatures", "unsigned")


def hashable(event):
    return without(event, "signatures", "unsigned", "hashes")


def content_hash(event):
    return hashlib.sha256(canonical(hashable(event)).encode()).digest()


def b64(data, safe=False):
    return (base64.urlsafe_b64encode if safe else base64.b64encode)(data).decode().rstrip("=")


def message(**more):
    """An event of a type that nobody knows, whose text has everything that encoders trip over."""
    event = {"type": "m.room.message", "sender": "@a:domain", "room_id": "!x:domain", "origin_server_ts": 1000000,
             "content": {"body": "a<b & \u00e9 / \u2028 \u007f \u0001\n", "msgtype": "m.text", "empty": "", "none": None},
             "prev_events": ["$P5-6WTYQ_woy6f4nmleE0XqxjtZcyKGza5_gDN-KAdM"], "auth_events": [], "depth": 2,
             "signatures": {"other": {"ed25519:o": "AAAA"}}, "unsigned": {"age": 7}}
    event.update(more)
    event["hashes"] = {"sha256": b64(content_hash(event))}
    return event


def create(**more):
    """A create event, whose content version 11 keeps whole, so that what is in it is signed."""
    content = {"room_version": "11", "note": "a<b & \u00e9 / \u2028 \u007f \u0001\n", "empty": "", "none": None,
               "\ufb33": 1, "\U0001F600": 2}
    return message(type="m.room.create", state_key="", content=content, prev_events=[], depth=1, **more)


def member(**more):
    content = {"membership": "join", "join_authorised_via_users_server": "@b:domain", "displayname": "A"}
    return message(type="m.room.member", state_key="@a:domain", content=content, origin="domain", **more)


def write(subject, mistake, event, text, version="11", **more):
    value = {"mistake": mistake, "subject": subject, "room_version": version}
    value["event_text"] = more.pop("event_text", None) or json.dumps(event, ensure_ascii=False)
    value["text"] = text
    value.update(more)
    with open(os.path.join(HERE, f"{subject}-{mistake}.json"), "w") as file:
        file.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def signed(mistake, event, value, version="11", **more):
    write("signature", mistake, event, value if isinstance(value, str) else canonical(value), version, **more)


def hashed(mistake, event, value, version="11", **more):
    write("content-hash", mistake, event, value if isinstance(value, str) else canonical(value), version, **more)


def upper(text):
    return text.replace("\\u000b", "\\u000B").replace("\\u001f", "\\u001F")


def utf16(value):
    if isinstance(value, dict):
        items = sorted(value.items(), key=lambda item: item[0].encode("utf-16-be"))
        return "{" + ",".join(canonical(name) + ":" + utf16(inner) for name, inner in items) + "}"
    return canonical(value)


def writings(make, put, strip, version="11"):
    """Ways of writing JSON; `make` makes an event of which `strip` leaves what counts."""
    event = make()
    right = canonical(strip(event))
    put("html-escaped", event, right.replace("<", "\\u003c").replace("&", "\\u0026").replace("\u2028", "\\u2028"))
    put("ascii-only", event, canonical(strip(event), ensure_ascii=True))
    put("slash-escaped", event, right.replace("/", "\\/"))
    put("controls-escaped", event, right.replace("\\n", "\\u000a"))
    put("unsorted", event, canonical(strip(event), sort_keys=False))
    put("sorted-by-code-units", event, utf16(strip(event)))
    put("spaced", event, canonical(strip(event), separators=(", ", ": ")))
    put("line-feed", event, right + "\n")

    def drop(value):
        if isinstance(value, dict):
            inner = {name: drop(inner) for name, inner in value.items()}
            return {name: value for name, value in inner.items() if value is not None}
        return value
    put("empty-omitted", event, drop(strip(event)))
    put("integers-with-fraction", event,
        right.replace('"origin_server_ts":1000000', '"origin_server_ts":1000000.0')
        .replace('"depth":1,', '"depth":1.0,').replace(':2,', ':2.0,').replace(':1,"', ':1.0,"').replace(':2}', ':2.0}')
        .replace(':1}', ':1.0}'))


def main():
    event = message()
    # Members kept and dropped.
    for name, value in [("signatures", event["signatures"]), ("unsigned", event["unsigned"])]:
        hashed(name + "-kept", event, {**hashable(event), name: value})
        signed(name + "-kept", event, {**signable(event), name: value})
    hashed("hashes-kept", event, {**hashable(event), "hashes": {}})
    signed("hashes-dropped", event, without(signable(event), "hashes"))
    # Redaction.
    signed("not-redacted", event, without(event, "signatures", "unsigned"))
    both = member()
    signed("content-not-redacted", both, {**signable(both), "content": both["content"]})
    more = {**both, "bridged": True}
    signed("members-not-redacted", more, {**without(more, "signatures", "unsigned"), "content": content_kept(more, 11)})
    rules = message(type="m.room.join_rules", state_key="", content={"join_rule": "restricted", "allow": [], "x": 1})
    aliases = message(type="m.room.aliases", state_key="domain", content={"aliases": ["#a:domain"], "x": 1})
    levels = message(type="m.room.power_levels", state_key="", origin="domain", content={"invite": 5, "ban": 5, "x": 1})
    signed("redacted-as-1", aliases, signable(aliases, 5), "10")
    hashed("redacted-as-1", aliases, hashable(redact(aliases, 5)), "10")
    signed("redacted-as-6", rules, signable(rules, 6), "11")
    hashed("redacted-as-6", rules, hashable(redact(rules, 6)), "11")
    signed("redacted-as-8", both, signable(both, 8), "10")
    hashed("redacted-as-8", both, hashable(redact(both, 8)), "10")
    signed("redacted-as-9", levels, signable(levels, 10), "11")
    hashed("redacted-as-9", levels, hashable(redact(levels, 10)), "11")
    signed("redacted-as-11", levels, signable(levels, 11), "10")
    hashed("redacted-as-11", levels, hashable(redact(levels, 11)), "10")
    signed("content-emptied", both, {**signable(both), "content": {}})
    hashed("content-emptied", both, {**hashable(both), "content": {}})
    # Texts of the hash.
    digest = content_hash(event)
    while b64(digest) == b64(digest, True):
        event = message(depth=event["depth"] + 1)
        digest = content_hash(event)
    signed("hash-padded", event, {**signable(event), "hashes": {"sha256": b64(digest) + "="}})
    signed("hash-url-safe", event, {**signable(event), "hashes": {"sha256": b64(digest, True)}})
    signed("hash-hexadecimal", event, {**signable(event), "hashes": {"sha256": digest.hex()}})
    hashed("hash-hexadecimal", event, hashable(event), notation="hexadecimal")
    wrong = {**event, "hashes": {"sha256": b64(hashlib.sha256(b"other").digest())}}
    signed("hash-replaced", wrong, signable(event))
    # Members of the server's own.
    identifier = "$" + b64(hashlib.sha256(canonical(signable(event)).encode()).digest(), True)
    signed("event-id-kept", event, {**signable(event), "event_id": identifier})
    odd = message(event_id="$odd:domain")
    signed("event-id-dropped", odd, without(signable(odd), "event_id"))
    hashed("event-id-dropped", odd, without(hashable(odd), "event_id"))
    for name, value in [("age_ts", 1000000), ("outlier", True), ("destinations", [])]:
        row = name.replace("_", "-") + "-kept"
        signed(row, event, {**signable(event), name: value})
        hashed(row, event, {**hashable(event), name: value})
    own = message(age_ts=5, outlier=False)
    hashed("own-members-dropped", own, without(hashable(own), "age_ts", "outlier"))
    for row, name, value in [("origin-kept", "origin", "domain"), ("state-key-kept", "state_key", None),
                             ("prev-state-kept", "prev_state", [])]:
        signed(row, event, {**signable(event), name: value})
        hashed(row, event, {**hashable(event), name: value})
    redaction = message(type="m.room.redaction", redacts="$x:domain", bridged=True)
    signed("redacts-kept", redaction, {**signable(redaction, 10), "redacts": "$x:domain"}, "10")
    signed("membership-kept", without(both, "origin"), {**signable(without(both, "origin")), "membership": "join"})
    hashed("membership-kept", both, {**hashable(both), "membership": "join"})
    twelve = without(create(), "room_id")
    twelve["content"]["room_version"] = "12"
    twelve["hashes"] = {"sha256": b64(content_hash(twelve))}
    room = "!" + b64(hashlib.sha256(canonical(signable(twelve, 12)).encode()).digest(), True)
    signed("room-id-kept", twelve, {**signable(twelve, 12), "room_id": room}, "12")
    hashed("room-id-kept", twelve, {**hashable(twelve), "room_id": ""}, "12")
    # Writing.
    writings(create, signed, signable)
    writings(create, hashed, hashable)
    plain = create()
    body = without(plain, "signatures", "unsigned")
    spaced = '{ "%s"' % "type" + json.dumps(body, ensure_ascii=False, separators=(" , ", ":"))[len('{"type"'):]
    outer = spaced[:-1] + ' , "signatures":{} , "unsigned":{}}'
    signed("as-received", plain, spaced, event_text=outer)
    body = without(plain, "signatures", "unsigned", "hashes")
    spaced = '{ "%s"' % "type" + json.dumps(body, ensure_ascii=False, separators=(" , ", ":"))[len('{"type"'):]
    outer = spaced[:-1] + ' , "hashes":{} , "signatures":{} , "unsigned":{}}'
    hashed("as-received", plain, spaced, event_text=outer)
    old = {**create(), "depth": 9007199254740993, "event_id": "$e:domain"}
    old["hashes"] = {"sha256": b64(content_hash(old))}
    rounded = lambda text: text.replace("9007199254740993", "9007199254740992")
    signed("numbers-through-double", old, rounded(canonical(signable(old, 5))), "1")
    hashed("numbers-through-double", old, rounded(canonical(hashable(old))), "1")
    # Finish.
    signed("hashed-first", event, canonical(signable(event)), then="sha256")
    hashed("hashed-twice", event, canonical(hashable(event)), then="sha256")
    signed("content-hash-signed", event, event["hashes"]["sha256"])
    signed("event-id-signed", event, identifier)
    signed("content-only", event, event["content"])
    hashed("content-only", event, event["content"])
    # Members added later.
    later = message(depth=3)
    added = {**later, "sent_by": "bridge"}
    hashed("member-added", added, hashable(later))
    signed("member-added", without(plain, "signatures"), without(signable(plain), "room_id"))
    hashed("content-member-added", plain, {**hashable(plain), "content": without(plain["content"], "note")})
    signed("content-member-added", plain, {**signable(plain), "content": without(plain["content"], "note")})


main()
