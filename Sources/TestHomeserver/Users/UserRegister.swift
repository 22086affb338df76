import FederationCore
import MatrixJSON
import Synchronization

/// The users of a virtual server.
final class UserRegister: Sendable {
    private let users: Mutex<[UserID: RegisteredUser]>
    private let tokens: Mutex<[ExactText: OpenIDToken]>
    /// What the users were described as.
    private let descriptions: Mutex<[UserID: UserDescription]>
    private let server: VirtualServer

    /// The users that the content of `server` describes, whose tokens are given to them `now`.
    init(_ server: VirtualServer, now: Int64) throws(UserContentError) {
        var users: [UserID: RegisteredUser] = [:]
        var tokens: [ExactText: OpenIDToken] = [:]
        var descriptions: [UserID: UserDescription] = [:]
        for description in server.content.users {
            let userID = try Self.userID(description.name, on: server.name)
            guard users[userID] == nil else { throw .repeatedUser(userID) }
            users[userID] = try RegisteredUser(
                description, userID, seed: server.signingKey.seed)
            descriptions[userID] = description
            for token in description.openIDTokens {
                let given = OpenIDToken(token, of: userID, now: now)
                if let other = tokens.updateValue(given, forKey: ExactText(token.token)) {
                    throw .repeatedToken(other.owner, userID)
                }
            }
        }
        self.users = Mutex(users)
        self.tokens = Mutex(tokens)
        self.descriptions = Mutex(descriptions)
        self.server = server
    }

    /// The user of that local part of a server.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/appendices/#historical-user-ids>
    private static func userID(
        _ name: String, on server: ServerName
    ) throws(UserContentError) -> UserID {
        // The wider grammar of old user IDs; a colon would move the rest of the name into the server's.
        guard !name.isEmpty,
            name.utf8.allSatisfy({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: ":") })
        else {
            throw .badName(
                name,
                reason: "expected what stands between @ and the colon of a user ID: ASCII without "
                    + "spaces and colons, a character at least")
        }
        do {
            return try UserID(parsing: "@\(name):\(server)")
        } catch {
            throw .badName(name, reason: "\(error)")
        }
    }

    /// A user as they are now.
    func user(_ userID: UserID) -> RegisteredUser? {
        users.withLock { $0[userID] }
    }

    /// Everybody as they are now, sorted by name.
    var all: [RegisteredUser] {
        users.withLock { Array($0.values) }
            .sorted { $0.userID.description < $1.userID.description }
    }

    /// Whose token it is; nobody's once it has expired.
    func owner(ofToken token: String, now: Int64) -> UserID? {
        guard let known = tokens.withLock({ $0[ExactText(token)] }) else { return nil }
        if let end = known.end, end <= now { return nil }
        return known.owner
    }

    /// The user of that local part.
    func userID(named name: String) throws(UserContentError) -> UserID {
        try Self.userID(name, on: server.name)
    }

    /// What a user was described as; none where there is no such user.
    func description(of userID: UserID) -> UserDescription? {
        descriptions.withLock { $0[userID] }
    }

    /// Makes a user what `description` says, or adds them.
    ///
    /// Devices that are described as before keep what is left of their one-time keys, and tokens that are
    /// described as before their end.
    func set(
        _ description: UserDescription, now: Int64
    ) throws(UserContentError) -> RegisteredUser {
        let userID = try userID(named: description.name)
        var user = try RegisteredUser(description, userID, seed: server.signingKey.seed)
        let names = description.openIDTokens.map { ExactText($0.token) }
        let others = tokens.withLock { tokens in names.compactMap { tokens[$0]?.owner } }
        if let owner = others.first(where: { $0 != userID }) {
            throw .repeatedToken(owner, userID)
        }
        let former = descriptions.withLock { $0.updateValue(description, forKey: userID) }
        tokens.withLock { tokens in
            let old = tokens.filter { $0.value.owner == userID }
            for name in old.keys { tokens[name] = nil }
            for token in description.openIDTokens {
                let name = ExactText(token.token)
                let isKept = former?.openIDTokens.contains(token) == true
                tokens[name] =
                    (isKept ? old[name] : nil) ?? OpenIDToken(token, of: userID, now: now)
            }
        }
        return users.withLock { users in
            if let old = users[userID] {
                user.streamID = old.streamID
                user.announcedID = old.announcedID
                if !user.devicesChanged(from: old).isEmpty { user.streamID += 1 }
                for (index, device) in description.devices.enumerated() {
                    guard former?.devices.contains(device) == true,
                        let same = old.devices.first(where: { $0.isNamed(device.id) })
                    else { continue }
                    user.devices[index].oneTimeKeys = same.oneTimeKeys
                }
            }
            users[userID] = user
            return user
        }
    }

    /// Takes the devices of a user away, who goes.
    ///
    /// - Returns: The user as they were; none where there is no such user.
    func dropDevices(of userID: UserID) -> RegisteredUser? {
        users.withLock { users in
            let former = users[userID]
            users[userID]?.devices = []
            return former
        }
    }

    /// Takes a user out.
    func remove(_ userID: UserID) {
        descriptions.withLock { $0[userID] = nil }
        tokens.withLock { tokens in tokens = tokens.filter { $0.value.owner != userID } }
        users.withLock { $0[userID] = nil }
    }

    /// Counts a change of the devices of a user that others are told: the number of the one that they were told
    /// before, and the user with that of this one.
    func noteChange(of userID: UserID) -> (former: Int64?, user: RegisteredUser)? {
        users.withLock { users in
            guard var user = users[userID] else { return nil }
            let former = user.announcedID
            user.streamID += 1
            user.announcedID = user.streamID
            users[userID] = user
            return (former, user)
        }
    }

    /// Takes the next one-time key of a device away.
    func claimKey(
        _ algorithm: String, of device: String, of userID: UserID
    ) -> (name: String, key: JSONValue)? {
        users.withLock { users in
            guard let index = users[userID]?.devices.firstIndex(where: { $0.isNamed(device) })
            else { return nil }
            return users[userID]?.devices[index].oneTimeKeys.claim(algorithm)
        }
    }
}
