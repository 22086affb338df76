import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

/// A room that is being made, event by event, each built on the one before.
struct RoomDraft {
    /// What the file calls the room.
    let name: String
    let version: RoomVersion
    /// The events so far, in order.
    private(set) var events: [Event] = []
    /// The room; of a version whose create event names it, known after that.
    private(set) var roomID: RoomID?
    private let servers: ServerDirectory
    private let keys: StandInKeys?
    private var state: [StateTuple: Event] = [:]
    private let facts = AuthFacts()
    private var time: Int64
    private let interval: Int64
    private let latest: Int64

    /// A room without events; the times of its events go from `begin` on and do not pass `now`.
    init(
        _ description: RoomDescription, roomID: RoomID?, servers: ServerDirectory,
        keys: StandInKeys?, now: Int64, delay: Int64
    ) {
        name = description.id
        version = description.version
        self.roomID = roomID
        self.servers = servers
        self.keys = keys
        interval = max(0, description.interval)
        time = (description.begins ?? now - Self.day) + delay
        latest = max(now, description.begins ?? now)
    }

    private static let day: Int64 = 24 * 60 * 60 * 1_000

    /// What the state says of a tuple.
    subscript(tuple: StateTuple) -> Event? { state[tuple] }

    /// What the state says of the membership of a user.
    func membership(of user: UserID) -> String? {
        self[StateTuple("m.room.member", user.description)]?.content["membership"]?.string
    }

    func error(_ reason: RoomMakingError.Reason) -> RoomMakingError {
        RoomMakingError(room: name, reason: reason)
    }

    /// Whether a user's server is one of the process, so that it can sign.
    func isOurs(_ user: UserID) -> Bool { servers.server(named: user.serverName) != nil }

    /// The key that a virtual server of the process signs with as a policy server, in base64.
    func policyKey(of server: ServerName) -> String? {
        // A key that cannot be made is told where the server starts.
        (try? servers.server(named: server)?.policyKey)?.publicKey.base64
    }

    /// Adds an event, signed by its sender's server.
    mutating func append(
        _ type: String, stateKey: String? = nil, by sender: UserID, _ content: JSONObject
    ) throws(RoomMakingError) {
        guard let server = servers.server(named: sender.serverName) else {
            throw error(.foreignActor(sender, type: type))
        }
        var template: JSONObject = ["type": .string(type), "content": .object(content)]
        if let stateKey { template["state_key"] = .string(stateKey) }
        let surroundings = EventSurroundings(
            originServerTS: time, prevEvents: events.last.map { [$0] } ?? [],
            authEvents: try authEvents(type, stateKey, sender, content),
            sender: sender, roomID: roomID, eventIDLocalPart: "\(events.count)-\(localPart)")
        let event: Event
        do {
            let built = try buildEvent(
                from: template, version: version, in: surroundings, signedBy: server.name,
                with: keys?.eventKey(of: server) ?? server.signingKey)
            event = try Event(parsing: built.canonicalBytes(), version: version)
        } catch let error as EventBuildError {
            throw self.error(.unbuildable(type: type, error))
        } catch let error as EventFormatError {
            throw self.error(.malformed(error))
        } catch {
            preconditionFailure("events are built or are not: \(error)")
        }
        try judge(event)
        take(event)
    }

    private mutating func take(_ event: Event) {
        if events.isEmpty { roomID = event.roomID }
        events.append(event)
        if let stateKey = event.stateKey { state[StateTuple(event.type, stateKey)] = event }
        time = min(latest, time + interval)
    }

    private var localPart: String { roomID?.localPart ?? name }

    private func authEvents(
        _ type: String, _ stateKey: String?, _ sender: UserID, _ content: JSONObject
    ) throws(RoomMakingError) -> [Event] {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: content.canonicalBytes(), numbers: .preserving)
        } catch {
            throw self.error(.notReceivable("\(error)"))
        }
        return authEventTuples(
            type: type, stateKey: stateKey, sender: sender, content: document.root,
            rules: version.rules
        ).compactMap { state[$0] }
    }

    /// Holds an event to the rules of the room.
    private func judge(_ event: Event) throws(RoomMakingError) {
        let needed = authEventTuples(for: event).compactMap { state[$0] }
        let create = state[StateTuple("m.room.create")]
        let decision = authorize(
            event, against: AuthState(needed, create: create, facts: facts))
        guard case .rejected(let rule, _, let reason) = decision else { return }
        throw error(
            .refused(
                type: event.type, stateKey: event.stateKey, sender: event.sender,
                reason: "\(rule): \(reason)"))
    }
}
