import FederationCore
import Findings
import MatrixJSON
import RoomEvents
import RoomState

/// Verifies the answer to a join.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#joining-rooms>
struct JoinJudge {
    let answer: JoinAnswer
    let request: JoinRequest
    let server: ServerName
    var audit: EventAudit

    init(
        _ answer: JoinAnswer, asked request: JoinRequest, of server: ServerName,
        keys: any VerifyKeyProviding, limits: ParticipationLimits, findings: FindingCollector
    ) {
        self.answer = answer
        self.request = request
        self.server = server
        audit = EventAudit(
            version: answer.event.version, roomID: request.roomID, keys: keys, limits: limits,
            findings: findings)
    }

    /// The checks without which there is no room to be in.
    private static let deciding: [ParticipationCheck] = [.create, .ownEvent, .echo]

    /// What makes the answer one that cannot be used.
    var decidingFailures: [Finding] { audit.findings.failures(of: Self.deciding) }

    /// Why the answer cannot be used: what was left out of it for its form, its signatures or its hash, of each
    /// a few, and what is missing then.
    var failures: [Finding] {
        // Elsewhere, an event that was left out has nothing to do with it.
        guard !audit.findings.failures(of: [.create, .ownEvent]).isEmpty else {
            return decidingFailures
        }
        let dropping = Self.dropping.flatMap { check in
            audit.findings.failures(of: [check]).prefix(Self.shownLimit)
        }
        return dropping + decidingFailures
    }

    /// The checks that leave events out, so that what hangs on them is missing.
    private static let dropping: [ParticipationCheck] = [
        .signature, .contentHash, .form, .room, .repeated,
    ]

    /// How many findings of a check tell why.
    private static let shownLimit = 2

    /// What came of the join; none where the answer cannot be used.
    mutating func outcome() async -> JoinOutcome? {
        let ids = await audit.read([
            ("state", answer.state), ("auth_chain", answer.authChain),
        ])
        let event = await signedEvent()
        audit.authorizeAll()
        let isPartial = answer.membersOmitted?.boolean == true
        let state = audit.state(ids[0], before: event.eventID)
        judge(event, in: state, isPartial: isPartial)
        let servers = servers(in: state, isPartial: isPartial)
        if isPartial { judgeHeroes(in: state) }
        audit.findings.pass(
            ParticipationCheck.events + ParticipationCheck.state + [.echo, .omission]
                + [isPartial ? .heroes : .resident])
        guard decidingFailures.isEmpty else { return nil }
        return JoinOutcome(
            event: event,
            state: audit.inOrder(ids[0], of: state),
            authChain: audit.usable(ids[1]), serversInRoom: servers, isPartial: isPartial,
            findings: audit.findings.sorted)
    }

    // MARK: - The event

    /// The join with the signatures that came back, of which those that are needed were verified.
    private mutating func signedEvent() async -> Event {
        let own = answer.event
        let authorisers = requiredSignatures(of: own).filter { $0.reason == .authorisingUser }
        guard let echo = answer.echo, !echo.isNull else {
            if let authoriser = authorisers.first, authoriser.server != own.sender.serverName {
                audit.findings.add(
                    .echo, .fail, "the join does not come back",
                    expected: "'event', signed by \(authoriser.server)", got: "nothing")
            }
            return own
        }
        let returned: Event
        do {
            returned = try Event(parsing: Array(echo.rawBytes), version: own.version)
        } catch {
            audit.findings.add(.echo, authorisers.isEmpty ? .warn : .fail, "'event' is \(error)")
            return own
        }
        guard returned.eventID == own.eventID, returned.source.contentHash == own.source.contentHash
        else {
            audit.findings.add(
                .echo, .fail, "another event comes back than the one that was sent",
                expected: "\(own.eventID)", got: "\(returned.eventID)")
            return own
        }
        let event = own.adding(signaturesOf: returned)
        let verdict = await verify(event, keys: audit.keys)
        for wrong in verdict.required where !wrong.isSatisfied {
            audit.findings.add(
                .echo, .fail, "the join is not signed by everyone who has to", got: "\(wrong)")
        }
        return event
    }

    private mutating func judge(
        _ event: Event, in state: [StateTuple: Event], isPartial: Bool
    ) {
        if case .rejected(let rule, _, let reason) = audit.decision(on: event) {
            audit.findings.add(
                .ownEvent, .fail, "its auth events do not allow the join: \(rule): \(reason)")
        }
        let tuples = authEventTuples(for: event)
        var known = state
        if isPartial {
            // Members that were omitted are in the auth chain where the join needs them.
            for id in event.authEventIDs {
                guard let event = audit.events[id], let key = event.stateKey else { continue }
                let tuple = StateTuple(event.type, key)
                if known[tuple] == nil { known[tuple] = event }
            }
        }
        if case .rejected(let rule, _, let reason) = audit.decision(on: event, in: known) {
            audit.findings.add(
                .ownEvent, .fail, "the state does not allow the join: \(rule): \(reason)")
        }
        let selected = Set(tuples.compactMap { known[$0]?.eventID })
        let named = Set(event.authEventIDs)
        if selected != named {
            audit.findings.add(
                .ownAuthEvents, .warn,
                "the auth events of the template are others than the state asks for",
                expected: selected.map(\.description).sorted().joined(separator: ", "),
                got: named.map(\.description).sorted().joined(separator: ", "))
        }
    }

    // MARK: - Members and servers

    private mutating func servers(
        in state: [StateTuple: Event], isPartial: Bool
    ) -> [ServerName] {
        checkOmission()
        let joined = Set(state.values.filter(\.isJoin).compactMap(\.stateUser?.serverName))
        guard isPartial else {
            if !joined.contains(server) {
                audit.findings.add(
                    .resident, .warn, "no user of the server is joined in the state",
                    expected: "a user of \(server)")
            }
            return joined.sorted { $0.description < $1.description }
        }
        var servers: [ServerName] = []
        for element in answer.servers?.elements ?? [] {
            // What is no server name is told.
            guard let name = element.string.flatMap({ try? ServerName(parsing: $0) }) else {
                audit.findings.add(
                    .omission, .warn, "'servers_in_room' has what is no server name",
                    got: element.excerpt)
                continue
            }
            servers.append(name)
        }
        if servers.isEmpty {
            audit.findings.add(
                .omission, .fail, "members were omitted, and no servers are given",
                expected: "the servers in the room in 'servers_in_room'",
                got: answer.servers.excerpt)
        }
        return servers
    }

    private mutating func checkOmission() {
        guard let omitted = answer.membersOmitted else { return }
        guard let isOmitted = omitted.boolean else {
            audit.findings.add(
                .omission, .fail, "'members_omitted' is no Boolean", got: omitted.excerpt)
            return
        }
        if isOmitted, !request.omitsMembers {
            audit.findings.add(
                .omission, .fail, "members were omitted, which was not asked for",
                expected: "the whole state")
        }
    }

    private mutating func judgeHeroes(in state: [StateTuple: Event]) {
        let isNamed = [("m.room.name", "name"), ("m.room.canonical_alias", "alias")].contains {
            state[StateTuple($0.0)]?.content[$0.1]?.string?.isEmpty == false
        }
        let hasMember = state.keys.contains { $0.type.utf8.elementsEqual("m.room.member".utf8) }
        if !isNamed, !hasMember {
            audit.findings.add(
                .heroes, .warn, "the room has no name, and the state has no member to name it after"
            )
        }
    }
}
