"""Vectors of the kind `resolve`: the state of rooms that forked. A claim says what met what, not who won."""

import event_synapse as synapse
from event_generator import VERSIONS
from event_questions import ADMIN, CREATOR, MEMBER, MODERATOR, OTHER
from make_authorizations import room

SOME = [version for version in VERSIONS if version in {"1", "2", "6", "10", "11", "12"}]
TIME = 1_700_000_500_000
MEMBERSHIP = "m.room.member"


def topic(user, text, after=0):
    return ("m.room.topic", user, {"topic": text}, ""), after


def member(user, target, membership, after=0):
    return (MEMBERSHIP, user, {"membership": membership}, target), after


def rule(user, name, after=0):
    return ("m.room.join_rules", user, {"join_rule": name}, ""), after


def levels(user, after=0, **users):
    def content(made):
        content = dict(made.events[made.state[("m.room.power_levels", "")]]["content"])
        return {**content, "users": {**content["users"], **{
            {"moderator": MODERATOR, "member": MEMBER, "admin": ADMIN}[name]: level for name, level in users.items()}}}
    return ("m.room.power_levels", user, content, ""), after


# (claim, what each branch does, one after the other)
FORKS = [
    ("the-same-state-twice", [[], []]),
    ("a-topic-against-none", [[topic(MODERATOR, "a")], []]),
    ("two-topics", [[topic(MODERATOR, "a")], [topic(ADMIN, "b", 5)]]),
    ("two-topics-at-the-same-time", [[topic(MODERATOR, "a")], [topic(ADMIN, "b")]]),
    ("three-topics", [[topic(MODERATOR, "a", 3)], [topic(ADMIN, "b", 2)], [topic(CREATOR, "c", 1)]]),
    ("a-ban-against-a-topic-of-the-banned", [[member(ADMIN, MODERATOR, "ban")], [topic(MODERATOR, "a", 5)]]),
    ("a-ban-against-a-join-again", [[member(ADMIN, MEMBER, "ban")], [member(MEMBER, MEMBER, "join", 5)]]),
    ("a-kick-against-a-ban-by-the-kicked", [[member(ADMIN, MODERATOR, "leave")], [member(MODERATOR, MEMBER, "ban", 1)]]),
    ("a-demotion-against-a-topic-of-the-demoted", [[levels(ADMIN, moderator=0)], [topic(MODERATOR, "a", 5)]]),
    ("two-demotions-of-each-other", [[levels(ADMIN, moderator=0)], [levels(CREATOR, 1, admin=0)]]),
    ("a-promotion-against-none", [[levels(ADMIN, member=50), topic(MEMBER, "a", 5)], [topic(MODERATOR, "b", 9)]]),
    ("join-rules-against-a-join", [[rule(ADMIN, "invite")], [member(OTHER, OTHER, "join", 5)]]),
    ("a-topic-before-and-after-new-levels", [
        [topic(MODERATOR, "old"), levels(ADMIN, 1, member=10), topic(MODERATOR, "new", 2)], [topic(ADMIN, "b", 9)]]),
    ("a-leave-against-new-levels", [[member(MODERATOR, MODERATOR, "leave")], [levels(ADMIN, 3, member=50)]]),
]


def forked(version, branches):
    made = room(version)
    forks = []
    for number, actions in enumerate(branches):
        branch = made.copy()
        branch.count = 100 * (number + 1)
        for (kind, sender, content, key), after in actions:
            content = content(branch) if callable(content) else content
            branch.append(kind, sender, content, key, timestamp=TIME + after)
        forks.append(sorted(branch.state.values()))
    return {"room_version": version, "events": list(made.events.values()), "forks": forks}


def vectors():
    for claim, branches in FORKS:
        for version in SOME:
            question = forked(version, branches)
            yield claim, {"kind": "resolve", **question, "expect": {"state": synapse.resolved(question)},
                          "source": "our own"}
