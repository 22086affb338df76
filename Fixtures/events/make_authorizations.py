"""Vectors of the kind `authorize`: every auth rule where it allows an event and where it rejects one."""

import event_synapse as synapse
from event_generator import AWAY, GIVEN_IDS, HOME, ROOM_IS_CREATE, VERSIONS
from event_questions import (
    ADMIN, CREATOR, FOREIGN, IDENTITY_KEY, MEMBER, MODERATOR, OTHER, SECOND, WRONG_KEY, public, sign_json)
from event_rooms import Room

EVERY = set(VERSIONS)
# Versions whose auth rules differ from each other; other vectors need not be in more of them.
TELLING = {"1", "3", "6", "7", "8", "10", "11", "12"}
KNOCK = {"7", "8", "9", "10", "11", "12"}
RESTRICTED = {"8", "9", "10", "11", "12"}
BOTH = {"10", "11", "12"}
ALIASES = {"1", "2", "3", "4", "5"}
CREATOR_NAMED = EVERY - {"11", "12"}
BANNED, INVITED, NEW = f"@banned:{HOME}", f"@invited:{HOME}", f"@new:{HOME}"
MEMBERSHIP = "m.room.member"


def room(version, rule="public", levels=None, create=None):
    made = Room(version, "vector", create)
    made.join(CREATOR)
    content = {"users": {ADMIN: 100, MODERATOR: 50}, **(levels or {})}
    if version not in ROOM_IS_CREATE:
        content["users"] = {CREATOR: 100, **content["users"]}
    if levels is not None or rule is not None:
        made.append("m.room.power_levels", CREATOR, content, "")
    if rule is not None:
        made.append("m.room.join_rules", CREATOR, {"join_rule": rule}, "")
    for user in (ADMIN, MODERATOR, MEMBER, FOREIGN):
        made.set_member(user, "join")
    made.set_member(INVITED, "invite")
    made.set_member(BANNED, "ban")
    return made


class Row:
    """One claim: in which room, who does what, and whether it is allowed."""

    def __init__(self, claim, allowed, kind, sender, content, key=None, versions=TELLING, before=None,
                 options=None, rejected=None, **where):
        self.claim = f"{claim}-is-{'allowed' if allowed else 'rejected'}"
        self.allowed, self.versions, self.where = allowed, versions, where
        self.arguments = (kind, sender, content, key)
        self.before, self.options, self.rejected = before, options, rejected


def member(claim, allowed, sender, target, membership, more=None, **options):
    return Row(claim, allowed, MEMBERSHIP, sender, {"membership": membership, **(more or {})}, target, **options)


def levels(claim, allowed, sender, change, before=None, **options):
    """Power levels that differ from the room's in `change`."""
    before = before or {}

    def content(version):
        users = {ADMIN: 100, MODERATOR: 50, **before.get("users", {}), **change.get("users", {})}
        if version not in ROOM_IS_CREATE:
            users = {CREATOR: 100, **users}
        users = {user: level for user, level in users.items() if level is not None}
        return {key: value for key, value in {**before, **change, "users": users}.items() if value is not None}
    return Row(claim, allowed, "m.room.power_levels", sender, content, "", levels=before, **options)


def invite_by_third_party(made, key=IDENTITY_KEY, **changes):
    made.append("m.room.third_party_invite", ADMIN, {"public_key": public(WRONG_KEY), "public_keys": [
        {"public_key": public(IDENTITY_KEY)}]}, "token")


def third_party(claim, allowed, key=IDENTITY_KEY, target=NEW, sender=ADMIN, before=invite_by_third_party, **changes):
    signed = {"mxid": target, "token": "token", **changes}
    signed = {name: value for name, value in signed.items() if value is not None}
    return member(claim, allowed, sender, target, "invite",
                  {"third_party_invite": {"display_name": "x", "signed": sign_json(signed, "id.example", key)}},
                  before=before)


def create(claim, allowed, content, versions=TELLING, **options):
    def made(version):
        base = {"room_version": version, **({"creator": CREATOR} if version in CREATOR_NAMED else {})}
        return {key: value for key, value in {**base, **content}.items() if value is not None}
    return Row(claim, allowed, "m.room.create", CREATOR, made, "", versions=versions,
               options=lambda room: {"prev_events": [], "auth_events": [], "depth": 1, **{
                   name: value(room) if callable(value) else value for name, value in options.items()}})


def chosen(change):
    """Other auth events than those that the selection gives."""
    def options(made, arguments):
        return {"auth_events": change(made, made.selection(*arguments))}
    return options


AUTHORISED = {"join_authorised_via_users_server": ADMIN}
VIA_ABSENT = {"join_authorised_via_users_server": OTHER}
MESSAGE = ("m.room.message", MEMBER, {"body": "x"})

ROWS = [
    create("create", True, {}),
    create("create-with-prev-events", False, {}, prev_events=lambda made: made.last),
    create("create-of-a-room-of-another-domain", False, {}, TELLING - ROOM_IS_CREATE, room_id=f"!x:{AWAY}"),
    create("create-of-an-unknown-version", False, {"room_version": "no-such-version"}),
    create("create-without-creator", False, {"creator": None}, CREATOR_NAMED & TELLING),
    create("create-without-creator", True, {"creator": None}, {"11", "12"}),
    create("create-with-room-id", False, {}, ROOM_IS_CREATE, room_id="!x"),
    create("create-with-additional-creators", True, {"additional_creators": [SECOND]}, ROOM_IS_CREATE),
    create("create-with-additional-creators-that-are-no-users", False, {"additional_creators": ["x"]}, ROOM_IS_CREATE),
    create("create-with-additional-creators-that-are-no-array", False, {"additional_creators": SECOND}, ROOM_IS_CREATE),
    create("create-with-odd-additional-creators-before-version-12", True, {"additional_creators": ["x"]}, {"11"}),

    Row("message-of-a-member", True, *MESSAGE),
    Row("duplicate-auth-events", False, *MESSAGE, options=chosen(
        lambda made, names: names + [made.copy().append(MEMBERSHIP, MEMBER, {"membership": "join", "x": 1}, MEMBER)])),
    Row("auth-event-beyond-the-selection", False, *MESSAGE, options=chosen(
        lambda made, names: names + [made.copy().append("m.room.topic", CREATOR, {}, "")])),
    Row("auth-events-without-create", False, *MESSAGE, versions=TELLING - ROOM_IS_CREATE, options=chosen(
        lambda made, names: names[1:])),
    Row("auth-event-that-was-rejected", False, *MESSAGE, rejected=lambda made: [made.state[(MEMBERSHIP, MEMBER)]]),
    Row("sender-of-another-server-where-not-federated", False, "m.room.message", FOREIGN, {},
        create={"m.federate": False}),
    Row("sender-of-the-creators-server-where-not-federated", True, *MESSAGE, create={"m.federate": False}),

    Row("aliases-of-the-senders-server", True, "m.room.aliases", MEMBER, {"aliases": []}, HOME, versions=ALIASES),
    Row("aliases-of-another-server", False, "m.room.aliases", MEMBER, {"aliases": []}, AWAY),
    Row("aliases-without-state-key", False, "m.room.aliases", MEMBER, {"aliases": []}, versions=ALIASES),
    Row("aliases-of-the-senders-server-without-power", False, "m.room.aliases", MEMBER, {"aliases": []}, HOME,
        versions=EVERY - ALIASES),

    Row("member-without-membership", False, MEMBERSHIP, MEMBER, {}, MEMBER,
        options=chosen(lambda made, names: names)),
    member("member-of-unknown-membership", False, MEMBER, MEMBER, "odd"),
    Row("first-join-of-the-creator", True, MEMBERSHIP, CREATOR, {"membership": "join"}, CREATOR,
        rule=None, options=lambda made, _: {"prev_events": [made.create], "auth_events": [] if
                                            made.version in ROOM_IS_CREATE else [made.create]}),
    Row("first-join-of-another", False, MEMBERSHIP, NEW, {"membership": "join"}, NEW,
        rule=None, options=lambda made, _: {"prev_events": [made.create], "auth_events": [] if
                                            made.version in ROOM_IS_CREATE else [made.create]}),
    member("join-for-another", False, MEMBER, NEW, "join"),
    member("join-of-the-banned", False, BANNED, BANNED, "join"),
    member("join-of-a-public-room", True, NEW, NEW, "join"),
    member("join-of-an-invite-room-without-invite", False, NEW, NEW, "join", rule="invite"),
    member("join-of-an-invite-room-with-invite", True, INVITED, INVITED, "join", rule="invite"),
    member("join-again", True, MEMBER, MEMBER, "join", rule="invite"),
    member("join-of-a-knock-room-with-invite", True, INVITED, INVITED, "join", rule="knock", versions=KNOCK),
    member("join-of-a-knock-room-with-invite", False, INVITED, INVITED, "join", rule="knock", versions={"1", "6"}),
    member("join-of-a-knock-room-without-invite", False, NEW, NEW, "join", rule="knock"),
    member("join-of-a-restricted-room-authorised", True, NEW, NEW, "join", AUTHORISED, rule="restricted",
           versions=RESTRICTED),
    member("join-of-a-restricted-room-authorised", False, NEW, NEW, "join", AUTHORISED, rule="restricted",
           versions={"1", "7"}),
    member("join-of-a-restricted-room-authorised-by-a-user-outside", False, NEW, NEW, "join", VIA_ABSENT,
           rule="restricted", versions=RESTRICTED),
    member("join-of-a-restricted-room-authorised-by-a-user-without-power", False, NEW, NEW, "join",
           {"join_authorised_via_users_server": MEMBER}, rule="restricted", levels={"invite": 50}, versions=RESTRICTED),
    member("join-of-a-restricted-room-unauthorised", False, NEW, NEW, "join", rule="restricted", versions=RESTRICTED),
    member("join-of-a-restricted-room-with-invite", True, INVITED, INVITED, "join", rule="restricted",
           versions=RESTRICTED),
    member("join-of-a-knock-restricted-room-authorised", True, NEW, NEW, "join", AUTHORISED,
           rule="knock_restricted", versions=BOTH),
    member("join-of-a-knock-restricted-room-authorised", False, NEW, NEW, "join", AUTHORISED,
           rule="knock_restricted", versions={"8", "9"}),
    member("join-of-a-room-with-an-unknown-rule", False, INVITED, INVITED, "join", rule="odd"),

    third_party("third-party-invite-with-a-right-signature", True),
    third_party("third-party-invite-with-a-wrong-signature", False,
                before=lambda made: made.append("m.room.third_party_invite", ADMIN,
                                                {"public_key": public(WRONG_KEY)}, "token")),
    third_party("third-party-invite-of-another-user", False, mxid=OTHER),
    third_party("third-party-invite-without-mxid", False, mxid=None),
    third_party("third-party-invite-of-an-unknown-token", False, token="unknown"),
    third_party("third-party-invite-by-another-sender", False, sender=MODERATOR),
    third_party("third-party-invite-of-the-banned", False, target=BANNED),
    member("third-party-invite-without-signed", False, ADMIN, NEW, "invite", {"third_party_invite": {}},
           options=chosen(lambda made, names: names)),
    member("invite-by-a-member", True, MEMBER, NEW, "invite"),
    member("invite-by-a-stranger", False, OTHER, NEW, "invite"),
    member("invite-of-a-member", False, ADMIN, MEMBER, "invite"),
    member("invite-of-the-banned", False, ADMIN, BANNED, "invite"),
    member("invite-without-power", False, MEMBER, NEW, "invite", levels={"invite": 50}),
    member("invite-with-just-enough-power", True, MODERATOR, NEW, "invite", levels={"invite": 50}),

    member("leave-of-a-member", True, MEMBER, MEMBER, "leave"),
    member("leave-of-the-invited", True, INVITED, INVITED, "leave"),
    member("leave-of-a-stranger", False, NEW, NEW, "leave"),
    member("leave-of-the-banned", False, BANNED, BANNED, "leave"),
    member("leave-of-one-who-knocked", True, NEW, NEW, "leave", versions=KNOCK,
           before=lambda made: made.set_member(NEW, "knock")),
    member("kick-by-a-stranger", False, OTHER, MEMBER, "leave"),
    member("kick-with-power", True, MODERATOR, MEMBER, "leave"),
    member("kick-without-power", False, MEMBER, FOREIGN, "leave"),
    member("kick-of-an-equal", False, MODERATOR, OTHER, "leave", levels={"users": {ADMIN: 100, MODERATOR: 50, OTHER: 50}},
           before=lambda made: made.set_member(OTHER, "join")),
    member("unban-with-power", True, MODERATOR, BANNED, "leave"),
    member("unban-without-power-to-ban", False, MODERATOR, BANNED, "leave", levels={"ban": 60}),
    member("unban-without-power-to-kick", False, MODERATOR, BANNED, "leave", levels={"kick": 60}),
    member("ban-with-power", True, MODERATOR, MEMBER, "ban"),
    member("ban-of-one-never-seen", True, MODERATOR, NEW, "ban"),
    member("ban-by-a-stranger", False, OTHER, MEMBER, "ban"),
    member("ban-without-power", False, MEMBER, NEW, "ban"),
    member("ban-of-the-more-powerful", False, MODERATOR, ADMIN, "ban"),

    member("knock", True, NEW, NEW, "knock", rule="knock", versions=KNOCK),
    member("knock", False, NEW, NEW, "knock", rule="knock", versions={"1", "6"}),
    member("knock-on-a-knock-restricted-room", True, NEW, NEW, "knock", rule="knock_restricted", versions=BOTH),
    member("knock-on-a-knock-restricted-room", False, NEW, NEW, "knock", rule="knock_restricted", versions={"8", "9"}),
    member("knock-on-a-public-room", False, NEW, NEW, "knock", versions=KNOCK),
    member("knock-for-another", False, MEMBER, NEW, "knock", rule="knock", versions=KNOCK),
    member("knock-of-a-member", False, MEMBER, MEMBER, "knock", rule="knock", versions=KNOCK),
    member("knock-of-the-invited", False, INVITED, INVITED, "knock", rule="knock", versions=KNOCK),
    member("knock-of-the-banned", False, BANNED, BANNED, "knock", rule="knock", versions=KNOCK),

    Row("message-of-a-stranger", False, "m.room.message", OTHER, {}),
    Row("message-of-the-invited", False, "m.room.message", INVITED, {}),
    Row("third-party-invite-event-with-power", True, "m.room.third_party_invite", MEMBER, {}, "t"),
    Row("third-party-invite-event-without-power", False, "m.room.third_party_invite", MEMBER, {}, "t",
        levels={"invite": 50}),
    Row("state-without-power", False, "m.room.name", MEMBER, {"name": "x"}, ""),
    Row("state-with-power", True, "m.room.name", MODERATOR, {"name": "x"}, ""),
    Row("message-below-the-level-of-its-type", False, *MESSAGE, levels={"events": {"m.room.message": 1}}),
    Row("message-below-the-default-level", False, *MESSAGE, levels={"events_default": 1}),
    Row("state-of-another-user", False, "org.example.x", ADMIN, {}, MEMBER),
    Row("state-of-the-user", True, "org.example.x", ADMIN, {}, ADMIN),
    Row("creator-without-power-levels-event", True, "m.room.name", CREATOR, {}, "", rule=None),
    Row("additional-creator-with-any-level", True, "m.room.name", SECOND, {}, "", versions=ROOM_IS_CREATE,
        create={"additional_creators": [SECOND]}, levels={"events": {"m.room.name": 101}},
        before=lambda made: made.set_member(SECOND, "join")),
    Row("additional-creator-before-version-12", False, "m.room.name", SECOND, {}, "", versions={"11"},
        create={"additional_creators": [SECOND]}, before=lambda made: made.set_member(SECOND, "join")),

    Row("first-power-levels", True, "m.room.power_levels", CREATOR, {"users": {}}, "", rule=None),
    levels("power-levels-unchanged", True, ADMIN, {}),
    levels("power-levels-of-one-who-is-no-user", False, ADMIN, {"users": {"nobody": 1}}),
    levels("power-levels-as-words", True, ADMIN, {"users": {OTHER: "50"}}, versions=EVERY - BOTH),
    levels("power-levels-as-words", False, ADMIN, {"users": {OTHER: "50"}}, versions=BOTH),
    levels("power-levels-that-are-no-number", False, ADMIN, {"users": {OTHER: "x"}}),
    levels("power-levels-with-a-named-level-as-a-word", False, ADMIN, {"ban": "50"}, versions=BOTH),
    levels("power-levels-with-a-level-of-an-event-as-a-word", False, ADMIN, {"events": {"a": "1"}}, versions=BOTH),
    levels("power-levels-that-name-a-creator", False, ADMIN, {"users": {CREATOR: 100}}, versions=ROOM_IS_CREATE),
    levels("power-levels-raise-a-level-to-ones-own", True, MODERATOR, {"ban": 50, "events": {"m.room.power_levels": 50}},
           {"events": {"m.room.power_levels": 50}, "ban": 10}),
    levels("power-levels-raise-a-level-above-ones-own", False, MODERATOR, {"ban": 51}, {"events": {"m.room.power_levels": 50}}),
    levels("power-levels-lower-a-level-from-above-ones-own", False, MODERATOR, {"ban": 10},
           {"events": {"m.room.power_levels": 50}, "ban": 60}),
    levels("power-levels-remove-a-level-above-ones-own", False, MODERATOR, {"ban": None},
           {"events": {"m.room.power_levels": 50}, "ban": 60}),
    levels("power-levels-of-an-event-above-ones-own", False, MODERATOR, {"events": {"m.room.power_levels": 50, "a": 51}},
           {"events": {"m.room.power_levels": 50}}),
    levels("power-levels-of-a-notification-above-ones-own", True, MODERATOR, {"notifications": {"room": 51}},
           {"events": {"m.room.power_levels": 50}}, versions={"1", "3", "5"}),
    levels("power-levels-of-a-notification-above-ones-own", False, MODERATOR, {"notifications": {"room": 51}},
           {"events": {"m.room.power_levels": 50}}, versions=EVERY - ALIASES),
    levels("power-levels-lower-ones-own", True, ADMIN, {"users": {ADMIN: 10}}),
    levels("power-levels-lower-an-equal", False, ADMIN, {"users": {OTHER: 10}}, {"users": {ADMIN: 100, MODERATOR: 50, OTHER: 100}}),
    levels("power-levels-remove-an-equal", False, ADMIN, {"users": {OTHER: None}}, {"users": {ADMIN: 100, MODERATOR: 50, OTHER: 100}}),
    levels("power-levels-raise-another-to-ones-own", True, ADMIN, {"users": {OTHER: 100}}),
    levels("power-levels-raise-another-above-ones-own", False, ADMIN, {"users": {OTHER: 101}}),
    levels("power-levels-without-power", False, MEMBER, {}),

    Row("redaction-of-the-same-server", True, "m.room.redaction", MEMBER, {}, versions=GIVEN_IDS,
        options=lambda made, _: {"redacts": f"$x:{HOME}"}),
    Row("redaction-of-another-server-without-power", False, "m.room.redaction", MEMBER, {}, versions=GIVEN_IDS,
        options=lambda made, _: {"redacts": f"$x:{AWAY}"}),
    Row("redaction-of-another-server-with-power", True, "m.room.redaction", MODERATOR, {}, versions=GIVEN_IDS,
        options=lambda made, _: {"redacts": f"$x:{AWAY}"}),
    Row("redaction-without-power-to-redact", True, "m.room.redaction", MEMBER, {"redacts": "$x"},
        versions=TELLING - GIVEN_IDS),
]


def question(row, version):
    made = room(version, **{"rule": "public", **row.where})
    if row.before:
        row.before(made)
    kind, sender, content, key = row.arguments
    content = content(version) if callable(content) else content
    arguments = (kind, sender, content, key)
    options = {}
    if row.options:
        options = row.options(made) if kind == "m.room.create" else row.options(made, arguments)
    event = made.build(*arguments, **options)
    names = list(options.get("auth_events", made.selection(*arguments)))
    if version in ROOM_IS_CREATE and kind != "m.room.create":
        names.insert(0, made.create)
    asked = {"room_version": version, "event": event, "auth_events": [made.events[name] for name in names]}
    if row.rejected:
        asked["rejected"] = row.rejected(made)
    return asked


def vectors():
    for row in ROWS:
        for version in VERSIONS:
            if version in row.versions:
                asked = question(row, version)
                why = synapse.refused(asked)
                assert (why is None) == row.allowed, (row.claim, version, why)
                yield row.claim, {
                    "kind": "authorize", **asked, "expect": {"allowed": row.allowed}, "source": "our own"}
