import FederationCore
import MatrixJSON
import RoomEvents

/// Where a fault is made: what its row may use.
struct CraftingBench {
    /// The name of the fault.
    let fault: String
    let context: CraftingContext

    /// A server that is not there, by a name that nobody has.
    static let nobody = "nobody.invalid"
    /// The version that events of a room that nobody knows are made in.
    private static let usualVersion = RoomVersion.all[10]

    var origin: ServerName { context.identity.serverName }
    var key: SigningKey { context.identity.key }

    /// The rules of the room's version.
    var rules: RoomVersionRules { (context.room?.version ?? Self.usualVersion).rules }

    /// The room.
    func room() throws(CraftingError) -> CraftedRoom {
        guard let room = context.room else { throw .needsRoom(fault: fault) }
        return room
    }

    /// Refuses versions in which the fault is none.
    func require(
        _ isFault: (RoomVersionRules) -> Bool
    ) throws(CraftingError) {
        let version = try room().version
        guard isFault(version.rules) else { throw .notInVersion(fault: fault, version) }
    }

    // MARK: - Events

    /// A message for the room, right in everything: hashed and signed.
    func message(_ number: Int = 0) throws(CraftingError) -> CraftedEvent {
        try message(in: room(), number: number)
    }

    /// A message that is changed before it is hashed and signed.
    func message(
        changing change: (inout CraftedEvent) -> Void
    ) throws(CraftingError) -> CraftedEvent {
        var event = try message()
        change(&event)
        event.hash()
        event.sign(as: "\(origin)", with: key)
        return event
    }

    /// A message for a room that is not quite the one of the context.
    func message(
        in room: CraftedRoom, number: Int = 0
    ) throws(CraftingError) -> CraftedEvent {
        let surroundings = EventSurroundings(
            originServerTS: context.now, prevEvents: room.prevEvents, authEvents: room.authEvents,
            sender: room.sender, roomID: room.roomID,
            eventIDLocalPart: "\(context.transactionID)-\(number)")
        return try message(
            Self.template(fault, number), version: room.version, in: surroundings)
    }

    private static func template(_ fault: String, _ number: Int) -> JSONObject {
        [
            "type": "m.room.message",
            "content": [
                "msgtype": "m.notice", "body": .string("fedctl \(fault) \(number)"),
            ],
        ]
    }

    private func message(
        _ template: JSONObject, version: RoomVersion, in surroundings: EventSurroundings
    ) throws(CraftingError) -> CraftedEvent {
        do {
            let object = try buildEvent(
                from: template, version: version, in: surroundings, signedBy: origin, with: key)
            return CraftedEvent(version: version, object: object)
        } catch {
            throw .noEvent(error)
        }
    }

    /// A message for a room that the receiver does not know.
    func messageElsewhere(_ number: Int = 0) throws(CraftingError) -> CraftedEvent {
        var template = Self.template(fault, number)
        template["prev_events"] = [.string(Self.inventedHash(number))]
        template["auth_events"] = [.string(Self.inventedHash(-1))]
        template["depth"] = 5
        do {
            return try message(
                template, version: Self.usualVersion,
                in: EventSurroundings(
                    originServerTS: context.now, sender: UserID(parsing: "@fedctl:\(origin)"),
                    roomID: RoomID(parsing: "!fedctl-nowhere:\(context.destination)")))
        } catch let error as IdentifierError {
            throw .noIdentifier(error)
        } catch let error as CraftingError {
            throw error
        } catch {
            preconditionFailure("identifiers and events have errors of their own: \(error)")
        }
    }

    /// A reference to an event that does not exist, as the room's version writes it.
    func inventedReference(_ number: Int) -> JSONValue {
        guard rules.references == .pairs else {
            return .string(inventedID(number))
        }
        let hash = String(Self.inventedHash(number).dropFirst())
        return [.string(inventedID(number)), ["sha256": .string(hash)]]
    }

    private func inventedID(_ number: Int) -> String {
        switch rules.eventIDFormat {
        case .serverChosen: "$fedctl\(number):\(origin)"
        case .referenceHash: Self.inventedHash(number, .standard)
        case .urlSafeReferenceHash: Self.inventedHash(number)
        }
    }

    private static func inventedHash(
        _ number: Int, _ alphabet: Base64Alphabet = .urlSafe
    ) -> String {
        "\(EventID(referenceHash: sha256(Array("fedctl \(number)".utf8)), alphabet: alphabet))"
    }
}
