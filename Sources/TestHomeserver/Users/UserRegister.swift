import FederationCore
import MatrixJSON
import Synchronization

/// The users of a virtual server.
final class UserRegister: Sendable {
    private let users: Mutex<[UserID: RegisteredUser]>
    private let owners: [ExactText: UserID]

    /// The users that the content of `server` describes.
    init(_ server: VirtualServer) throws(UserContentError) {
        var users: [UserID: RegisteredUser] = [:]
        var owners: [ExactText: UserID] = [:]
        for description in server.content.users {
            let userID = try Self.userID(description.name, on: server.name)
            guard users[userID] == nil else { throw .repeatedUser(userID) }
            users[userID] = try RegisteredUser(
                description, userID, seed: server.signingKey.seed)
            for token in description.openIDTokens {
                if let owner = owners.updateValue(userID, forKey: ExactText(token)) {
                    throw .repeatedToken(owner, userID)
                }
            }
        }
        self.users = Mutex(users)
        self.owners = owners
    }

    private static func userID(
        _ name: String, on server: ServerName
    ) throws(UserContentError) -> UserID {
        // A colon would move the rest of the name into the server's.
        guard !name.utf8.contains(UInt8(ascii: ":")) else {
            throw .badName(name, reason: "a name has no colon")
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

    /// Whose token it is.
    func owner(ofToken token: String) -> UserID? {
        owners[ExactText(token)]
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
