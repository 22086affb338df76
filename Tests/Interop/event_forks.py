"""Generated rooms whose state forked, for the differential of state resolution."""

from synapse import event_auth

from event_generator import AWAY, HOME, ROOM_IS_CREATE, VERSIONS
from event_rooms import CREATOR, Room
from event_synapse import parsed, resolved

PEOPLE = [CREATOR] + [f"@{name}:{server}" for name, server in [
    ("ann", HOME), ("bob", HOME), ("cid", AWAY), ("dan", AWAY), ("eve", HOME)]]


def levels(rng, room):
    name = room.state.get(("m.room.power_levels", ""))
    content = room.events[name]["content"] if name else {"users": {}}
    content = {key: dict(value) if isinstance(value, dict) else value for key, value in content.items()}
    kind = rng.random()
    if kind < 0.6:
        content["users"][rng.choice(PEOPLE[1:])] = rng.choice([0, 40, 50, 60, 100])
    elif kind < 0.8:
        content[rng.choice(["ban", "kick", "invite", "state_default", "users_default"])] = \
            rng.choice([0, 50, 60, 100])
    else:
        content.setdefault("events", {})[rng.choice(["m.room.name", "m.room.topic", "m.room.join_rules"])] = \
            rng.choice([0, 50, 100])
    return content


def attempt(rng, room):
    """One event that somebody might send now."""
    sender = rng.choice(PEOPLE)
    kind = rng.random()
    if kind < 0.2:
        return "m.room.power_levels", sender, levels(rng, room), ""
    if kind < 0.3:
        rule = rng.choice(["public", "public", "invite", "knock"])
        return "m.room.join_rules", sender, {"join_rule": rule}, ""
    if kind < 0.5:
        return "m.room.member", sender, {"membership": "join", "displayname": str(rng.random())}, sender
    if kind < 0.6:
        return "m.room.member", sender, {"membership": "leave"}, sender
    if kind < 0.7:
        return "m.room.member", sender, {"membership": "ban"}, rng.choice(PEOPLE)
    if kind < 0.78:
        return "m.room.member", sender, {"membership": "leave"}, rng.choice(PEOPLE)
    if kind < 0.85:
        return "m.room.member", sender, {"membership": "invite"}, rng.choice(PEOPLE)
    if kind < 0.95:
        kind = rng.choice(["m.room.name", "m.room.topic", "m.room.history_visibility"])
        return kind, sender, {"v": rng.randint(0, 9)}, ""
    return "org.example.x", sender, {"v": rng.randint(0, 9)}, rng.choice(["", "a", "b"])


def grow(rng, room, count, clock):
    """Adds up to `count` events that the rules allow against the room's state."""
    for _ in range(count * 6):
        if count == 0:
            return
        kind, sender, content, key = attempt(rng, room)
        # Few different times, so that ties are broken by the rest.
        event = room.build(kind, sender, content, key, timestamp=clock + rng.randint(0, 3))
        state = [parsed(room.version, room.events[name]) for name in room.state.values()]
        try:
            event_auth.check_state_dependent_auth_rules(parsed(room.version, event), state)
        except Exception:
            continue
        room.add(event)
        count -= 1


def forked(rng, version, salt):
    """A room that forked, and mostly merged and forked again; with forks of its last time."""
    room = Room(version, salt)
    room.join(CREATOR)
    users = {} if version in ROOM_IS_CREATE else {CREATOR: 100}
    room.append("m.room.power_levels", CREATOR, {"users": {**users, PEOPLE[1]: 50}, "state_default": 50}, "")
    room.append("m.room.join_rules", CREATOR, {"join_rule": "public"}, "")
    for user in PEOPLE[1:4]:
        room.join(user)
    clock = 1_700_000_100_000
    rounds = rng.choice([1, 2, 2, 3])
    earlier = []
    for turn in range(rounds):
        grow(rng, room, rng.choice([0, 2]), clock)
        branches = [room.copy() for _ in range(rng.choice([2, 2, 2, 3, 4]))]
        for branch in branches:
            grow(rng, branch, rng.choice([1, 2, 4, 8]), clock)
            room.count = branch.count = room.count + 100
        forks = [sorted(branch.state.values()) for branch in branches]
        # Sometimes a server comes back with what it knew long ago.
        if earlier and rng.random() < 0.5:
            forks.append(rng.choice(earlier))
        earlier.extend(forks)
        question = {"room_version": version, "events": list(room.events.values()), "forks": forks}
        if turn == rounds - 1:
            return question
        merged = resolved(question)
        room.state = {(room.events[name]["type"], room.events[name]["state_key"]): name for name in merged}
        room.depth = max(branch.depth for branch in branches)
        room.last = [branch.last[0] for branch in branches]
        clock += rng.choice([-5, 10, 1000])
    return None


def rooms(rng, count):
    """As many rooms of version 1, of version 12 and of those between, each kind a third."""
    for number in range(count):
        version = ["1", VERSIONS[1 + number // 3 % 10], "12"][number % 3]
        yield forked(rng, version, f"f{number}")
