import FederationCore
import MatrixJSON
import RoomEvents

extension RoomGenerator {
    /// Does something at the end of `branch`, by chance.
    public mutating func act(on branch: inout RoomBranch) throws {
        let joined = users.filter { branch.membership(of: "\($0)") == "join" }
        let actor = joined.randomElement(using: &random) ?? users[0]
        let target = users.randomElement(using: &random) ?? users[0]
        switch random.next() % 100 {
        case 0..<30:
            let text = JSONValue.string("\(random.next() % 1_000)")
            try append("m.room.message", by: actor, content: ["body": text], to: &branch)
        case 30..<50: try changeMembership(of: target, by: target, on: &branch)
        case 50..<70: try changeMembership(of: target, by: actor, on: &branch)
        case 70..<82: try changeLevels(by: random.happens(70) ? users[0] : actor, on: &branch)
        case 82..<90:
            let rules: [JSONValue] = ["public", "invite", "public"]
            let rule = rules[Int(random.next() % 3)]
            try append(
                "m.room.join_rules", stateKey: "", by: random.happens(80) ? users[0] : actor,
                content: ["join_rule": rule], to: &branch)
        default:
            try append(
                "m.room.topic", stateKey: "", by: random.happens(70) ? users[0] : actor,
                content: ["topic": .string("\(random.next() % 1_000)")], to: &branch)
        }
    }

    private mutating func changeMembership(
        of target: UserID, by actor: UserID, on branch: inout RoomBranch
    ) throws {
        let membership: JSONValue
        if target == actor {
            let isJoined = branch.membership(of: "\(target)") == "join"
            membership = isJoined && target != users[0] && random.happens(60) ? "leave" : "join"
        } else {
            let memberships: [JSONValue] = ["invite", "leave", "ban"]
            membership = memberships[Int(random.next() % 3)]
        }
        try append(
            "m.room.member", stateKey: "\(target)", by: actor,
            content: ["membership": membership, "n": .integer(Int64(events.count))], to: &branch)
    }

    private mutating func changeLevels(
        by actor: UserID, on branch: inout RoomBranch
    ) throws {
        var levels: JSONObject = [:]
        for (name, value) in branch["m.room.power_levels", ""]?.content["users"]?.members ?? [] {
            levels[name] = value.value
        }
        let user = users[Int(random.next() % UInt64(users.count - 1)) + 1]
        let choices: [JSONValue] = [0, 25, 50, 75, 99]
        levels["\(user)"] = choices[Int(random.next() % 5)]
        try append(
            "m.room.power_levels", stateKey: "", by: actor,
            content: self.levels(levels), to: &branch)
    }

    /// Lets so many lines go on from `branch`, each with so many events.
    public mutating func fork(
        _ branch: RoomBranch, lines: Int, length: Int
    ) throws -> [RoomBranch] {
        try (0..<lines).map { _ in
            var line = branch
            for _ in 0..<length { try act(on: &line) }
            return line
        }
    }

    /// Does something at the end of `branch` that is allowed in every state that the room may have come to.
    public mutating func actLawfully(on branch: inout RoomBranch) throws {
        let user = users[Int(random.next() % UInt64(users.count - 1)) + 1]
        let isJoined = branch.membership(of: "\(user)") == "join"
        switch random.next() % 100 {
        case 0..<50:
            let text = JSONValue.string("\(random.next() % 1_000)")
            try append(
                "m.room.message", by: isJoined ? user : users[0], content: ["body": text],
                to: &branch)
        case 50..<80:
            try append(
                "m.room.member", stateKey: "\(user)", by: user,
                content: ["membership": "join", "n": .integer(Int64(events.count))], to: &branch)
        case 80..<86 where isJoined:
            try append(
                "m.room.member", stateKey: "\(user)", by: users[0],
                content: ["membership": "leave"], to: &branch)
        case 86..<90: try changeLevels(by: users[0], on: &branch)
        default:
            try append(
                "m.room.topic", stateKey: "", by: users[0],
                content: ["topic": .string("\(random.next() % 1_000)")], to: &branch)
        }
    }

    /// Makes a room of about so many events that forks and comes together again, nearly all of them allowed.
    public mutating func makeRoom(events count: Int, forkingPercent: Int = 20) throws {
        var branch = try open()
        while events.count < count {
            try actLawfully(on: &branch)
            guard random.happens(forkingPercent) else { continue }
            var other = branch
            for _ in 0..<2 {
                try actLawfully(on: &branch)
                try actLawfully(on: &other)
            }
            branch = branch.merged(with: other)
        }
    }
}
