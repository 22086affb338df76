"""Generated questions to the auth rules: each rule asked where it allows and where it rejects."""

import nacl.signing
from signedjson.sign import sign_json
from unpaddedbase64 import encode_base64

from event_generator import AWAY, HOME, LOOSE_NUMBERS, ROOM_IS_CREATE, VERSIONS
from event_rooms import CREATOR, Room, domain
from event_synapse import event_id

ADMIN, MODERATOR, MEMBER = f"@admin:{HOME}", f"@moderator:{HOME}", f"@member:{HOME}"
FOREIGN, OTHER, SECOND = f"@foreign:{AWAY}", f"@other:{HOME}", f"@second:{HOME}"
PEOPLE = [ADMIN, MODERATOR, MEMBER, FOREIGN, OTHER]
POWERFUL = [ADMIN, ADMIN, MODERATOR, MODERATOR, CREATOR]
MEMBERSHIPS = ["join", "join", "join", "leave", "invite", "ban", "knock", None]
LEVEL_NAMES = ["users_default", "events_default", "state_default", "ban", "redact", "kick", "invite"]


def named(key):
    key.alg, key.version = "ed25519", "0"
    return key


IDENTITY_KEY = named(nacl.signing.SigningKey(b"\x07" * 32))
WRONG_KEY = named(nacl.signing.SigningKey(b"\x08" * 32))
THIRD_KEY = named(nacl.signing.SigningKey(b"\x09" * 32))


def public(key):
    return encode_base64(key.verify_key.encode())


def power_levels(rng, version):
    content = {"users": {ADMIN: 100, MODERATOR: 50}}
    if version not in ROOM_IS_CREATE:
        content["users"][CREATOR] = 100
    for name in LEVEL_NAMES:
        if rng.random() < 0.35:
            content[name] = rng.choice([0, 10, 50, 75, 100])
    if rng.random() < 0.5:
        content["events"] = {
            kind: rng.choice([0, 50, 100])
            for kind in rng.sample(["m.room.name", "m.room.message", "m.room.power_levels",
                                    "m.room.third_party_invite", "m.room.redaction", "org.example.x"], 3)}
    if rng.random() < 0.4:
        content["notifications"] = {"room": rng.choice([0, 50, 100])}
    if rng.random() < 0.3:
        content["users"][MEMBER] = rng.choice([-1, 0, 10, 49])
    if version not in ("10", "11", "12") and rng.random() < 0.3:
        content["users"][MODERATOR] = rng.choice(["50", " 50 ", "+50", "050"])
        if version in LOOSE_NUMBERS and rng.random() < 0.5:
            content["users"][MEMBER] = rng.choice([10.5, 49.99, -0.5, 1e1])
    return content


def room(rng, version, salt):
    create = {}
    if rng.random() < 0.2:
        create["m.federate"] = rng.choice([False, False, False, True, "no", None, 0])
    if version in ROOM_IS_CREATE and rng.random() < 0.4:
        create["additional_creators"] = [SECOND]
    made = Room(version, salt, create)
    if rng.random() < 0.95:
        made.join(CREATOR)
    if rng.random() < 0.9:
        made.append("m.room.power_levels", CREATOR, power_levels(rng, version), "")
    if rng.random() < 0.95:
        rule = rng.choice(["public", "invite", "knock", "restricted", "knock_restricted", "private", "odd"])
        made.append("m.room.join_rules", CREATOR, {"join_rule": rule}, "")
    made.set_member(ADMIN, rng.choice(["join"] * 9 + ["leave"]))
    made.set_member(MODERATOR, rng.choice(["join"] * 9 + ["ban"]))
    for user in (MEMBER, FOREIGN, OTHER):
        membership = rng.choice(MEMBERSHIPS)
        if membership:
            made.set_member(user, membership)
    if version in ROOM_IS_CREATE and rng.random() < 0.5:
        made.set_member(SECOND, "join")
    invite = {"display_name": "x", "public_key": public(IDENTITY_KEY)}
    kind = rng.random()
    if kind < 0.3:
        invite = {"display_name": "x", "public_key": public(WRONG_KEY),
                  "public_keys": [{"public_key": public(IDENTITY_KEY)}]}
    elif kind < 0.5:
        invite = {"display_name": "x", "public_key": public(WRONG_KEY)}
    made.append("m.room.third_party_invite", rng.choice([ADMIN, ADMIN, MODERATOR]), invite, "token")
    return made


# Each question is a function of the room that gives the arguments of `Room.build`.

def create(rng, made):
    content = {"creator": CREATOR, "room_version": made.version}
    options = {"prev_events": [], "auth_events": [], "depth": 1}
    kind = rng.random()
    if kind < 0.15:
        options["prev_events"] = made.last
    elif kind < 0.3:
        options["room_id"] = f"!x:{AWAY}"
    elif kind < 0.4:
        content["room_version"] = "no-such-version"
    elif kind < 0.5:
        del content["creator"]
    elif kind < 0.6:
        content["additional_creators"] = rng.choice(
            [[SECOND], [], "x", [1], ["nobody"], [SECOND, FOREIGN], {"a": 1}, [SECOND, ""]])
    elif kind < 0.65:
        del content["room_version"]
    return ("m.room.create", CREATOR, content, ""), options


def member(membership, strangers):
    def ask(rng, made):
        target = rng.choice(PEOPLE[2:] * 2 + PEOPLE + [f"@new:{HOME}"])
        if membership in ("join", "knock") and rng.random() < 0.7:
            rules = {"join": ["public", "restricted", "knock_restricted", "invite", "knock"],
                     "knock": ["knock", "knock", "knock_restricted"]}[membership]
            made.append("m.room.join_rules", CREATOR, {"join_rule": rng.choice(rules)}, "")
            if rng.random() < 0.6:
                target = f"@new:{HOME}"
        sender = rng.choice(POWERFUL + PEOPLE) if rng.random() < strangers else target
        content = {"membership": membership}
        if membership == "join" and rng.random() < 0.4:
            content["join_authorised_via_users_server"] = rng.choice(
                [ADMIN, ADMIN, MODERATOR, OTHER, f"@new:{HOME}", CREATOR])
        return ("m.room.member", sender, content, target), {}
    return ask


def first_join(rng, made):
    user = rng.choice([CREATOR, CREATOR, OTHER, SECOND])
    sender = user if rng.random() < 0.8 else OTHER
    auth_events = [] if made.version in ROOM_IS_CREATE else [made.create]
    return ("m.room.member", sender, {"membership": "join"}, user), {
        "prev_events": [made.create] if rng.random() < 0.8 else made.last, "auth_events": auth_events}


def odd_member(rng, made):
    content = rng.choice([{}, {"membership": "odd"}, {"membership": "Join"}, {"membership": ""},
                          {"membership": 1}, {"membership": None}])
    key = None if rng.random() < 0.3 else CREATOR
    if key is None:
        content = {"membership": "join"}
    return ("m.room.member", CREATOR, content, key), {"auth_events": made.selection("m.room.name", CREATOR, {}, "")}


def third_party(rng, made):
    target = rng.choice([f"@new:{HOME}", OTHER, MEMBER, FOREIGN])
    signed_part = {"mxid": target, "token": "token"}
    kind = rng.random()
    if kind < 0.1:
        signed_part["mxid"] = f"@somebody:{HOME}"
    elif kind < 0.2:
        signed_part["token"] = "unknown"
    elif kind < 0.25:
        del signed_part["mxid"]
    made_signed = sign_json(signed_part, "id.example", WRONG_KEY if rng.random() < 0.1 else IDENTITY_KEY)
    if rng.random() < 0.2:
        made_signed = sign_json(made_signed, rng.choice(["another.example", "zzz.example"]), THIRD_KEY)
    if rng.random() < 0.1:
        made_signed["signatures"]["id.example"]["other:1"] = "x"
    if rng.random() < 0.1:
        made_signed["changed"] = True
    content = {"membership": "invite", "third_party_invite": {"display_name": "x", "signed": made_signed}}
    return ("m.room.member", rng.choice([ADMIN, ADMIN, ADMIN, MODERATOR]), content, target), {}


def third_party_event(rng, made):
    return ("m.room.third_party_invite", rng.choice(PEOPLE), {"display_name": "y"}, "t2"), {}


def aliases(rng, made):
    sender = rng.choice(PEOPLE)
    key = rng.choice([domain(sender), domain(sender), HOME, AWAY, "", None])
    return ("m.room.aliases", sender, {"aliases": []}, key), {}


def message(rng, made):
    return (rng.choice(["m.room.message", "org.example.x"]), rng.choice(PEOPLE + [CREATOR, SECOND]),
            {"body": "x"}), {}


def state(rng, made):
    sender = rng.choice(POWERFUL + PEOPLE + [SECOND])
    key = rng.choice(["", "", sender, rng.choice(PEOPLE), "x", "@"])
    return (rng.choice(["m.room.name", "org.example.x"]), sender, {"name": "x"}, key), {}


def redaction(rng, made):
    options = {"redacts": rng.choice([made.last[0], "$x:" + HOME, "$x:" + AWAY])}
    content = {"redacts": options["redacts"]}
    if made.version in ("11", "12"):
        options = {}
    return ("m.room.redaction", rng.choice(PEOPLE), content), options


def changed_levels(rng, made):
    """The room's power levels with one to three changes."""
    name = made.state.get(("m.room.power_levels", ""))
    content = made.events[name]["content"] if name else power_levels(rng, made.version)
    content = {key: dict(value) if isinstance(value, dict) else value for key, value in content.items()}
    for _ in range(rng.choice([0, 1, 1, 2, 3])):
        kind = rng.random()
        level = rng.choice([0, 10, 49, 50, 51, 75, 100, 101])
        if kind < 0.3:
            content[rng.choice(LEVEL_NAMES)] = level
        elif kind < 0.4:
            content.pop(rng.choice(LEVEL_NAMES), None)
        elif kind < 0.6:
            content.setdefault("users", {})[rng.choice(PEOPLE)] = level
        elif kind < 0.7:
            content.get("users", {}).pop(rng.choice(PEOPLE + [CREATOR]), None)
        elif kind < 0.8:
            content.setdefault("events", {})[rng.choice(["m.room.name", "a", "b"])] = level
        elif kind < 0.85:
            content["events"] = {}
        elif kind < 0.95:
            content.setdefault("notifications", {})[rng.choice(["room", "x"])] = level
        else:
            content.pop("notifications", None)
    return ("m.room.power_levels", rng.choice([ADMIN, ADMIN, MODERATOR, CREATOR, MEMBER, SECOND]), content, ""), {}


def odd_levels(rng, made):
    """Power levels of wrong types, and of types that only some versions take."""
    arguments, options = changed_levels(rng, made)
    content = arguments[2]
    wrong = rng.choice(["50", " 5 ", "x", "", "1.5", [], {}, "0x10", "--1", "-3", "+7", "007", True, None,
                        "1_0", "\uff15", "5 5", "\t5\n", "9" * 30, [5]])
    if made.version in LOOSE_NUMBERS and rng.random() < 0.3:
        wrong = rng.choice([1.5, 50.0, -0.5])
    kind = rng.random()
    if kind < 0.3:
        content[rng.choice(LEVEL_NAMES)] = wrong
    elif kind < 0.5:
        content.setdefault("users", {})[OTHER] = wrong
    elif kind < 0.6:
        content.setdefault("events", {})["m.room.name"] = wrong
    elif kind < 0.7:
        content.setdefault("notifications", {})["room"] = wrong
    elif kind < 0.8:
        content.setdefault("users", {})[rng.choice(
            ["other:domain", "", "@", "other", "@nocolon", "@:domain", "@a:", "@é:domain", "@a b:domain",
             "@a:dom ain", "@" + "x" * 300 + ":domain"])] = 0
    elif kind < 0.9:
        content[rng.choice(["users", "events", "notifications"])] = rng.choice([[], "x", 5])
    else:
        content.setdefault("users", {})[rng.choice([CREATOR, SECOND])] = 100
    return (arguments[0], rng.choice([ADMIN, CREATOR]), content, ""), options


QUESTIONS = {
    "create": create, "first join": first_join, "join": member("join", 0.1),
    "invite": member("invite", 0.9), "leave": member("leave", 0.6), "ban": member("ban", 0.9),
    "knock": member("knock", 0.1), "odd member": odd_member, "third-party invite": third_party,
    "third-party invite event": third_party_event, "aliases": aliases, "message": message,
    "state": state, "redaction": redaction, "power levels": changed_levels, "odd power levels": odd_levels,
}


def spoilt(rng, made, event_options, arguments):
    """Sometimes auth events that the specification's selection does not give."""
    options = dict(event_options)
    rejected = []
    if rng.random() < 0.88 or arguments[0] == "m.room.create":
        return options, rejected, ""
    chosen = options.get("auth_events")
    if chosen is None:
        chosen = made.selection(arguments[0], arguments[1], arguments[2],
                                arguments[3] if len(arguments) > 3 else None)
    kind = rng.choice(["duplicate", "unexpected", "no create", "rejected", "other room", "same twice",
                       "no power levels", "no sender"])
    chosen = list(chosen)
    if kind == "duplicate":
        other = made.copy()
        chosen.append(other.append("m.room.member", arguments[1], {"membership": "join"}, arguments[1]))
    elif kind == "unexpected":
        other = made.copy()
        chosen.append(other.append("m.room.topic", CREATOR, {"topic": "x"}, ""))
    elif kind == "no create":
        chosen = [name for name in chosen if name != made.create]
        if made.version in ROOM_IS_CREATE:
            kind = ""
    elif kind == "rejected":
        rejected = [rng.choice(chosen)] if chosen else []
    elif kind == "other room":
        other = Room(made.version, f"{made.salt}other")
        other.events = made.events
        chosen = [name for name in chosen if made.events[name]["type"] != "m.room.member"]
        other.join(CREATOR)
        name = other.append("m.room.member", arguments[1], {"membership": "join"}, arguments[1])
        chosen.append(name)
    elif kind == "same twice" and chosen:
        chosen.append(rng.choice(chosen))
    elif kind == "no power levels":
        chosen = [name for name in chosen if made.events[name]["type"] != "m.room.power_levels"]
    elif kind == "no sender":
        chosen = [name for name in chosen if made.events[name].get("state_key") != arguments[1]]
    options["auth_events"] = chosen
    return options, rejected, kind


def questions(rng, count):
    """Pairs of a label and a question, evenly over all versions and kinds of questions."""
    made = None
    for number in range(count):
        if number % len(QUESTIONS) == 0:
            made = room(rng, VERSIONS[number // len(QUESTIONS) % len(VERSIONS)], f"{number}")
        label = list(QUESTIONS)[number % len(QUESTIONS)]
        asked = made.copy()
        arguments, options = QUESTIONS[label](rng, asked)
        options, rejected, spoiling = spoilt(rng, asked, options, arguments)
        event = asked.build(*arguments, **options)
        named = list(options.get("auth_events", asked.selection(
            arguments[0], arguments[1], arguments[2], arguments[3] if len(arguments) > 3 else None)))
        # Version 12 does not name the create event, but the rules need it.
        if asked.version in ROOM_IS_CREATE and asked.create not in named:
            named.insert(0, asked.create)
        question = {"room_version": asked.version, "event": event,
                    "auth_events": [asked.events[name] for name in dict.fromkeys(named)]}
        if rejected:
            question["rejected"] = rejected
        yield f"v{asked.version} {label}" + (f", {spoiling}" if spoiling else ""), question
