import FederationCore
import MatrixJSON
import RoomEvents
import TestSupport

/// A public room as servers have them, the same one every time.
///
/// One long line with short forks; every tenth event is a member that joins, most are messages, and now and then
/// there are other power levels, bans and topics.
struct SampleRoom {
    private var generator: RoomGenerator
    private var joined: [UserID] = []
    private var newcomers: ArraySlice<UserID>
    private var moderatorCount = 0

    /// The events, in an order in which they could have come.
    var events: [Event] { generator.events }

    /// Makes a room of about so many events.
    init(version: RoomVersion, events count: Int) throws {
        generator = try RoomGenerator(version: version, seed: 1, users: max(10, count / 10))
        newcomers = generator.users[1...]
        var branch = try generator.open()
        joined.append(generator.users[0])
        while generator.events.count < count {
            try act(on: &branch)
            guard generator.random.happens(10) else { continue }
            // One fork in a hundred is what a server did that was away for a while.
            let length = generator.random.happens(1) ? 50 : 2
            var other = branch
            var others: [Event] = []
            for _ in 0..<length {
                try act(on: &branch)
                try act(on: &other)
                others += other.tips
            }
            branch.take(others)
        }
    }

    /// The events, each signed by the server of its sender.
    func signed(with key: SigningKey) throws -> [[UInt8]] {
        try events.map { event in
            try signEvent(
                event.document.bytes, version: event.version, as: event.sender.serverName,
                with: key, keepsHash: true)
        }
    }

    private mutating func act(on branch: inout RoomBranch) throws {
        let admin = generator.users[0]
        let chance = generator.random.next() % 1_000
        // Who joined on the other line of a fork is not there on this one.
        let known = joined[Int(generator.random.next() % UInt64(joined.count))]
        let sender = branch.membership(of: "\(known)") == "join" ? known : admin
        switch chance {
        case 0..<100 where !newcomers.isEmpty:
            let user = newcomers.removeFirst()
            try changeMembership("join", of: user, by: user, on: &branch)
            joined.append(user)
        case 100..<120 where sender != admin:
            try changeMembership("leave", of: sender, by: sender, on: &branch)
        case 120..<140:
            try changeMembership("join", of: known, by: known, on: &branch)
        case 140..<143 where sender != admin:
            try changeMembership("ban", of: sender, by: admin, on: &branch)
            // What the banned did meanwhile on another line would be refused, and all that rests on it.
            joined.removeAll { $0 == sender }
        case 143..<145:
            try changeLevels(by: admin, on: &branch)
        case 145..<150:
            try generator.append(
                "m.room.topic", stateKey: "", by: admin,
                content: ["topic": .string("topic \(chance) of \(generator.events.count)")],
                to: &branch)
        default:
            try generator.append(
                "m.room.message", by: sender,
                content: [
                    "msgtype": "m.text", "body": .string("\(generator.events.count): \(Self.body)"),
                ], to: &branch)
        }
    }

    private mutating func changeMembership(
        _ membership: String, of user: UserID, by sender: UserID, on branch: inout RoomBranch
    ) throws {
        try generator.append(
            "m.room.member", stateKey: "\(user)", by: sender,
            content: [
                "membership": .string(membership), "displayname": .string("\(user)"),
                "avatar_url": "mxc://s0.example/AbCdEfGhIjKlMnOpQrStUvWx",
            ], to: &branch)
    }

    private mutating func changeLevels(by admin: UserID, on branch: inout RoomBranch) throws {
        moderatorCount = moderatorCount % 20 + 1
        var levels: JSONObject =
            generator.version.rules.creatorsArePrivileged ? [:] : ["\(admin)": 100]
        for user in generator.users.dropFirst().prefix(moderatorCount) { levels["\(user)"] = 50 }
        try generator.append(
            "m.room.power_levels", stateKey: "", by: admin, content: generator.levels(levels),
            to: &branch)
    }

    private static let body = String(
        repeating: "What somebody says in a room, as long as messages are. ", count: 5)
}

extension RoomBranch {
    /// Goes on after this line and another one with these events, the later one where they differ.
    ///
    /// `merged(with:)` would look at the whole state.
    fileprivate mutating func take(_ others: [Event]) {
        let ends = tips + others.suffix(1)
        for event in others {
            guard let key = event.stateKey else { continue }
            let time = self[event.type, key]?.originServerTS
            if event.originServerTS > time ?? .min { append(event) }
        }
        tips = ends
    }
}
