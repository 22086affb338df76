#!/usr/bin/env python3
"""corpus.py DIRECTORY: writes the documents that the JSON benchmark reads, the same ones every time.

state-20mb.json       the answer to /state of a large room: 20 MB, the keys of every object shuffled
events-10000.ndjson   10,000 events of about 3 kB, one a line, with characters of every length of UTF-8
                      and every kind of escape, needed or not
"""
import json
import os
import random
import sys

WORDS = {
    "latin": "the room was moved to another server and everyone has to join again please".split(),
    "german": "Grüße über Straßen und Brücken schöne Öfen ärgerlich".split(),
    "greek": "Καλημέρα κόσμε πώς είστε σήμερα όλοι μαζί".split(),
    "russian": "привет всем кто сегодня придёт на встречу вечером".split(),
    "japanese": "日本語 こんにちは 世界 部屋 参加 メッセージ 東京".split(),
    "emoji": "😀 🎉 👩‍👩‍👧 🇨🇭 🚀 ❤️".split(),
}


def identifier(rng, length, alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"):
    return "".join(rng.choices(alphabet, k=length))


def sentence(rng, language, count):
    return " ".join(rng.choices(WORDS[language], k=count))


def user(rng):
    return "@user%d:server%d.example.org" % (rng.randrange(20000), rng.randrange(900))


def shuffled(rng, value):
    """The same value with the members of every object in another order."""
    if isinstance(value, dict):
        members = list(value.items())
        rng.shuffle(members)
        return {key: shuffled(rng, member) for key, member in members}
    if isinstance(value, list):
        return [shuffled(rng, element) for element in value]
    return value


def event(rng, kind, content, state_key=None):
    sender = user(rng)
    event = {
        "auth_events": ["$" + identifier(rng, 43) for _ in range(rng.randint(2, 4))],
        "content": content,
        "depth": rng.randrange(1, 2**40),
        "hashes": {"sha256": identifier(rng, 43)},
        "origin_server_ts": rng.randrange(1500000000000, 1800000000000),
        "prev_events": ["$" + identifier(rng, 43) for _ in range(rng.randint(1, 3))],
        "room_id": "!" + identifier(rng, 18) + ":example.org",
        "sender": sender,
        "signatures": {sender.split(":")[1]: {"ed25519:a_" + identifier(rng, 4): identifier(rng, 86)}},
        "type": kind,
        "unsigned": {"age": rng.randrange(10**9)},
    }
    if state_key is not None:
        event["state_key"] = state_key
    return event


def member(rng):
    content = {"membership": rng.choice(["join", "join", "join", "leave", "ban"])}
    content["displayname"] = sentence(rng, rng.choice(list(WORDS)), rng.randint(1, 3))
    content["avatar_url"] = "mxc://server%d.example.org/%s" % (rng.randrange(900), identifier(rng, 24))
    if rng.random() < 0.1:
        content["reason"] = sentence(rng, "latin", 12) + '\n"' + sentence(rng, "german", 3) + '"'
    return event(rng, "m.room.member", content, user(rng))


def power_levels(rng):
    users = {user(rng): rng.choice([0, 50, 100]) for _ in range(200)}
    content = {"users": users, "users_default": 0, "ban": 50, "kick": 50, "redact": 50, "invite": 0,
               "events": {"m.room.name": 50, "m.room.power_levels": 100, "m.room.encryption": 100}}
    return event(rng, "m.room.power_levels", content, "")


def state(rng, size):
    answer = {"pdus": [], "auth_chain": []}
    written = 0
    while written < size:
        made = shuffled(rng, power_levels(rng) if rng.random() < 0.001 else member(rng))
        written += len(json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()) + 1
        answer["pdus" if rng.random() < 0.7 else "auth_chain"].append(made)
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()


# How a character may be escaped; the last two also escape what needs no escape.
SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def unit(rng, number):
    text = "%04x" % number
    return "\\u" + (text.upper() if rng.random() < 0.5 else text)


def quoted(rng, text, eagerness):
    """The text as a JSON string; `eagerness` is how often a character is escaped that need not be."""
    out = ['"']
    for character in text:
        point = ord(character)
        if character in SHORT and rng.random() >= eagerness:
            out.append(SHORT[character])
        elif character in SHORT or point < 32:
            out.append(unit(rng, point))
        elif eagerness and (point > 126 or rng.random() < 0.02) and rng.random() < eagerness:
            if character == "/":
                out.append("\\/")
            elif point > 0xFFFF:
                point -= 0x10000
                out.append(unit(rng, 0xD800 + (point >> 10)) + unit(rng, 0xDC00 + (point & 0x3FF)))
            else:
                out.append(unit(rng, point))
        else:
            out.append(character)
    return "".join(out) + '"'


def written(rng, value, eagerness):
    if isinstance(value, dict):
        return "{" + ",".join(
            quoted(rng, key, 0) + ":" + written(rng, member, eagerness) for key, member in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(written(rng, element, eagerness) for element in value) + "]"
    if isinstance(value, str):
        return quoted(rng, value, eagerness)
    return json.dumps(value)


def message(rng):
    parts = []
    for _ in range(rng.randint(8, 14)):
        parts.append(sentence(rng, rng.choice(list(WORDS)), rng.randint(4, 12)))
        parts.append(rng.choice(["\n", "\n\n", "\t", ' "quoted" ', " C:\\path ", " a/b ", " ", "\u2028", "\x07"]))
    body = "".join(parts)
    html = "<p>" + body.replace("\n", "<br/>\n") + "</p>"
    content = {
        "msgtype": "m.text", "body": body, "format": "org.matrix.custom.html", "formatted_body": html,
        "m.mentions": {"user_ids": [user(rng) for _ in range(rng.randint(0, 3))]},
        "m.relates_to": {"m.in_reply_to": {"event_id": "$" + identifier(rng, 43)}},
        "org.example.\U0001f600": {"enabled": True, "level": -rng.randrange(1000), "nothing": None},
    }
    return event(rng, "m.room.message", content)


def events(rng, count):
    for _ in range(count):
        # Most servers write UTF-8 as it is; some escape everything beyond ASCII, some a little of it.
        eagerness = rng.choice([0, 0, 0, 0, 0, 0, 0.1, 1])
        yield written(rng, shuffled(rng, message(rng)), eagerness)


def main():
    directory = sys.argv[1]
    os.makedirs(directory, exist_ok=True)
    with open(os.path.join(directory, "state-20mb.json"), "wb") as file:
        file.write(state(random.Random(1), 20_000_000))
    with open(os.path.join(directory, "events-10000.ndjson"), "w", encoding="utf-8", newline="\n") as file:
        for line in events(random.Random(2), 10000):
            file.write(line + "\n")


if __name__ == "__main__":
    main()
