import FederationCore
import MatrixJSON

/// One EDU while it is judged.
struct EDUCase {
    /// The server that sent it.
    let origin: ServerName
    /// Where it came to.
    let receiver: EDUReceiver
    /// Its content.
    let content: JSONElement
    /// What is wrong with it.
    private(set) var remarks: [TransactionRemark] = []
    /// Whether anything of it was taken in.
    var isTaken = false

    /// How many remarks one EDU gets at most.
    private static let remarkLimit = 20

    init(origin: ServerName, receiver: EDUReceiver, content: JSONElement) {
        self.origin = origin
        self.receiver = receiver
        self.content = content
    }

    /// Adds a breach of `rule`.
    mutating func remark(_ rule: TransactionRule, _ words: String) {
        guard remarks.count < Self.remarkLimit else { return }
        remarks.append(TransactionRemark(rule, words))
    }

    // MARK: - Members

    /// A member that has to be a string.
    mutating func string(_ name: String, of element: JSONElement) -> String? {
        member(name, of: element, "a string", \.string)
    }

    /// A member that has to be an integer.
    mutating func integer(_ name: String, of element: JSONElement) -> Int64? {
        member(name, of: element, "an integer", \.integer)
    }

    /// A member that has to be a boolean.
    mutating func boolean(_ name: String, of element: JSONElement) -> Bool? {
        member(name, of: element, "true or false", \.boolean)
    }

    /// A member that has to be an object.
    mutating func object(_ name: String, of element: JSONElement) -> JSONElement? {
        member(name, of: element, "an object") { $0.kind == .object ? $0 : nil }
    }

    /// A member that has to be an array.
    mutating func array(_ name: String, of element: JSONElement) -> [JSONElement]? {
        member(name, of: element, "an array") { $0.kind == .array ? $0.elements : nil }
    }

    /// A member that may be missing, and is an object otherwise; whether it is right.
    mutating func isObjectOrMissing(_ name: String, of element: JSONElement) -> Bool {
        element[name] == nil || object(name, of: element) != nil
    }

    private mutating func member<Value>(
        _ name: String, of element: JSONElement, _ expected: String,
        _ read: (JSONElement) -> Value?
    ) -> Value? {
        guard let found = element[name] else {
            remark(.schema, "there is no '\(name)'")
            return nil
        }
        guard let value = read(found) else {
            remark(.schema, "'\(name)' is not \(expected), but \(found.kind)")
            return nil
        }
        return value
    }

    // MARK: - Users and rooms

    /// A member that has to be a user of the server that sent the EDU.
    mutating func sender(_ name: String, of element: JSONElement) -> UserID? {
        string(name, of: element).flatMap { localUser($0, as: name) }
    }

    /// The user of that name, where they live on the server that sent the EDU.
    mutating func localUser(_ text: String, as name: String) -> UserID? {
        let userID: UserID
        do {
            userID = try UserID(parsing: text)
        } catch {
            remark(.schema, "'\(name)' is no user ID: \(error)")
            return nil
        }
        guard userID.serverName == origin else {
            remark(.senderOnOrigin, "\(userID) is not on \(origin)")
            return nil
        }
        return userID
    }

    /// The room of that name, where it is here and admits the server that sent the EDU.
    mutating func room(_ text: String) -> RoomID? {
        let room: RoomID
        do {
            room = try RoomID(parsing: text)
        } catch {
            remark(.schema, "'\(text)' is no room ID: \(error)")
            return nil
        }
        guard receiver.rooms.version(of: room) != nil else {
            remark(.roomHere, "the room \(room) is not here")
            return nil
        }
        guard receiver.rooms.admits(origin, to: room) else {
            remark(.accessControl, "the room \(room) denies \(origin)")
            return nil
        }
        return room
    }

    /// Whether a user is in a room.
    mutating func isIn(_ room: RoomID, _ userID: UserID) -> Bool {
        if receiver.rooms.isJoined(userID, in: room) { return true }
        remark(.inRoom, "\(userID) is not in \(room)")
        return false
    }

    /// Whether a user shares a room with this server; what is told of others is taken all the same.
    mutating func noteInterest(in userID: UserID) {
        guard !receiver.rooms.sharesRoom(with: userID) else { return }
        remark(.sharedRoom, "no user of \(receiver.name) shares a room with \(userID)")
    }
}
