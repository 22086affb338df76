"""Rooms made of real events, whose questions and forks the differentials ask about."""

from event_generator import AWAY, GIVEN_IDS, HOME, ROOM_IS_CREATE
from event_synapse import event_id, signed

RESTRICTED_JOINS = {"8", "9", "10", "11", "12"}
CREATOR = f"@creator:{HOME}"


def domain(identifier):
    return identifier.split(":", 1)[1]


class Room:
    """The events of one room, and its state so far."""

    def __init__(self, version, salt, create=None):
        self.version = version
        self.salt = salt
        self.events = {}
        self.state = {}
        self.count = 0
        self.depth = 0
        self.last = []
        self.room_id = f"!room{salt}:{HOME}"
        content = {"creator": CREATOR, "room_version": version, **(create or {})}
        self.create = self.append("m.room.create", CREATOR, content, "", auth_events=[])
        if version in ROOM_IS_CREATE:
            self.room_id = "!" + self.create[1:]

    def copy(self):
        made = object.__new__(Room)
        made.__dict__.update(self.__dict__)
        made.state = dict(self.state)
        made.last = list(self.last)
        return made

    def selection(self, kind, sender, content, state_key):
        """The state that the specification's selection of auth events names, where the room has it."""
        if kind == "m.room.create":
            return []
        wanted = [("m.room.power_levels", ""), ("m.room.member", sender)]
        if self.version not in ROOM_IS_CREATE:
            wanted.insert(0, ("m.room.create", ""))
        if kind == "m.room.member":
            membership = content.get("membership")
            wanted.append(("m.room.member", state_key))
            if membership in ("join", "invite", "knock"):
                wanted.append(("m.room.join_rules", ""))
            invite = content.get("third_party_invite")
            if membership == "invite" and isinstance(invite, dict):
                signed_part = invite.get("signed")
                if isinstance(signed_part, dict):
                    wanted.append(("m.room.third_party_invite", signed_part.get("token")))
            authoriser = content.get("join_authorised_via_users_server")
            if membership == "join" and authoriser and self.version in RESTRICTED_JOINS:
                wanted.append(("m.room.member", authoriser))
        chosen = []
        for key in wanted:
            name = self.state.get(key)
            if name is not None and name not in chosen:
                chosen.append(name)
        return chosen

    def build(self, kind, sender, content, state_key=None, auth_events=None, prev_events=None,
              timestamp=None, without=(), **extra):
        """A signed event on top of the room as it stands; the room does not change."""
        if auth_events is None:
            auth_events = self.selection(kind, sender, content, state_key)
        if prev_events is None:
            prev_events = self.last
        self.count += 1
        event = {
            "type": kind, "sender": sender, "content": content, "room_id": self.room_id,
            "depth": self.depth + 1, "auth_events": self.references(auth_events),
            "prev_events": self.references(prev_events),
            "origin_server_ts": 1_700_000_000_000 + self.depth if timestamp is None else timestamp,
            **extra,
        }
        if self.version in ROOM_IS_CREATE and kind == "m.room.create" and "room_id" not in extra:
            del event["room_id"]
        if state_key is not None:
            event["state_key"] = state_key
        if self.version in GIVEN_IDS and "event_id" not in event:
            event["event_id"] = f"${self.salt}-{self.depth}-{self.count}:{domain(sender)}"
        for name in without:
            event.pop(name, None)
        made = signed(self.version, event, domain(sender))
        authoriser = isinstance(content, dict) and content.get("join_authorised_via_users_server")
        for other in {authoriser and domain(authoriser), domain(event.get("event_id", "$:" + HOME))}:
            if other and other != domain(sender):
                made = signed(self.version, made, other)
        return made

    def references(self, names):
        if self.version in GIVEN_IDS:
            return [[name, {"sha256": "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"}] for name in names]
        return list(names)

    def add(self, event):
        name = event_id(self.version, event)
        self.events[name] = event
        if "state_key" in event:
            self.state[(event["type"], event["state_key"])] = name
        self.depth = event["depth"]
        self.last = [name]
        return name

    def append(self, *arguments, **named):
        return self.add(self.build(*arguments, **named))

    def join(self, user, **content):
        return self.append("m.room.member", user, {"membership": "join", **content}, user)

    def set_member(self, user, membership, by=CREATOR):
        """Puts a membership into the state, whether the rules would allow it or not."""
        sender = by if membership in ("invite", "ban") else user
        return self.append("m.room.member", sender, {"membership": membership}, user)
