import FederationCore
import Findings
import MatrixJSON
import RoomEvents
import RoomState

/// Verifies events that a server handed out: form, room, signatures, hashes, auth chains and authorisation.
///
/// What does not pass is left out, with a finding that says why; what hangs on it is left out too.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#checks-performed-on-receipt-of-a-pdu>
struct EventAudit {
    let version: RoomVersion
    let roomID: RoomID
    let keys: any VerifyKeyProviding
    let limits: ParticipationLimits
    var findings: FindingCollector
    /// Whether events may name only so many others: history is not counted.
    var limitsReferences = true
    /// How bad it is that an event is malformed or unsigned.
    var severity = Verdict.fail
    /// Everything whose form, room and signatures are right, redacted where its content hash is wrong.
    private(set) var events: [EventID: Event] = [:]
    /// Their IDs in the order in which they came.
    private var order: [EventID] = []
    /// What was left out of ``events``.
    private var dropped: Set<EventID> = []
    /// What the rules do not allow, or what cannot be judged.
    private var refused: Set<EventID> = []
    private var signers: [EventID: Set<ServerName>] = [:]
    private let facts = AuthFacts()

    init(
        version: RoomVersion, roomID: RoomID, keys: any VerifyKeyProviding,
        limits: ParticipationLimits = ParticipationLimits(),
        findings: FindingCollector = FindingCollector()
    ) {
        self.version = version
        self.roomID = roomID
        self.keys = keys
        self.limits = limits
        self.findings = findings
    }

    /// An event that could be read, and where it stood.
    private struct Candidate: Sendable {
        let event: Event
        let place: EventPlace
    }

    // MARK: - One by one

    /// Reads and verifies the events of several arrays of one answer; the IDs of what is there, in order.
    mutating func read(_ lists: [(name: String, elements: [JSONElement])]) async -> [[EventID]] {
        var ids: [[EventID]] = []
        var candidates: [Candidate] = []
        for (name, elements) in lists {
            let found = elements.enumerated().compactMap { position, element in
                candidate(element, at: EventPlace(list: name, position: position))
            }
            ids.append(found.map(\.event.eventID))
            candidates += found
        }
        await verify(withFewServers(candidates))
        return ids
    }

    /// Step 1: form and room.
    private mutating func candidate(_ element: JSONElement, at place: EventPlace) -> Candidate? {
        let event: Event
        do {
            event = try parse(Array(element.rawBytes))
        } catch {
            findings.add(.form, severity, "\(place) is \(error)")
            return nil
        }
        guard event.roomID == roomID else {
            findings.add(
                .room, .fail, "\(place), \(event.eventID), is of another room",
                expected: "\(roomID)", got: "\(event.roomID)")
            return nil
        }
        return Candidate(event: event, place: place)
    }

    /// The candidates without those that would have keys of ever more servers asked for.
    private mutating func withFewServers(_ candidates: [Candidate]) -> [Candidate] {
        var servers: Set<ServerName> = []
        return candidates.filter { candidate in
            let needed = requiredSignatures(of: candidate.event).map(\.server)
            let new = needed.filter { !servers.contains($0) }
            guard servers.count + new.count <= limits.servers else {
                dropped.insert(candidate.event.eventID)
                findings.add(
                    .signature, .fail,
                    "\(candidate.place), \(candidate.event.eventID), is of one server too many",
                    expected: "at most \(limits.servers) servers")
                return false
            }
            servers.formUnion(new)
            return true
        }
    }

    private func parse(_ bytes: [UInt8]) throws(EventFormatError) -> Event {
        try Event(parsing: bytes, version: version, limitsReferences: limitsReferences)
    }

    /// Steps 2 and 3: signatures and content hashes.
    private mutating func verify(_ candidates: [Candidate]) async {
        let table = await EventKeyTable(for: candidates.map(\.event.source), from: keys)
        let verdicts = await Self.verdicts(on: candidates, keys: table)
        for (candidate, verdict) in zip(candidates, verdicts) { take(candidate, verdict) }
        dropped.subtract(events.keys)
    }

    private static func verdicts(
        on candidates: [Candidate], keys: EventKeyTable
    ) async -> [EventVerdict] {
        let size = 256
        return await withTaskGroup(of: (Int, [EventVerdict]).self) { group in
            for start in stride(from: 0, to: candidates.count, by: size) {
                let part = candidates[start..<min(start + size, candidates.count)]
                group.addTask {
                    (start, part.map { RoomEvents.verify($0.event, keys: keys) })
                }
            }
            var parts: [(Int, [EventVerdict])] = []
            for await part in group { parts.append(part) }
            return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }

    private mutating func take(_ candidate: Candidate, _ verdict: EventVerdict) {
        let id = candidate.event.eventID
        let name = "\(candidate.place), \(id),"
        guard verdict.isSigned else {
            let wrong = verdict.required.filter { !$0.isSatisfied }
            findings.add(
                .signature, severity, "\(name) is not signed by everyone who has to",
                got: wrong.map(\.description).joined(separator: "; "))
            dropped.insert(id)
            return
        }
        guard let event = intact(candidate.event, verdict.contentHash, name: name) else {
            dropped.insert(id)
            return
        }
        if let other = events[id] {
            // Event IDs that are hashes cover what the rules look at.
            guard other.source.referenceHash == event.source.referenceHash else {
                findings.add(.repeated, .fail, "\(name) has the ID of another event")
                return
            }
            // Of two copies, the one whose content is intact counts.
            if verdict.contentHash.matches { events[id] = event }
            return
        }
        events[id] = event
        order.append(id)
        signers[id] = Set(verdict.required.filter(\.isSatisfied).map(\.required.server))
    }

    /// The event, redacted where its content is not the one that was hashed.
    private mutating func intact(
        _ event: Event, _ verdict: ContentHashVerdict, name: String
    ) -> Event? {
        guard !verdict.matches else { return event }
        // A redacted event has a hash that it does not match, and nothing to hide.
        let redacted = event.source.redactedBytes
        let isRedacted = event.source.isRedacted
        findings.add(
            .contentHash, isRedacted ? .pass : .fail,
            isRedacted
                ? "\(name) was redacted" : "\(name) was changed: its content hash is another one",
            got: isRedacted ? nil : verdict.description)
        do {
            return try parse(redacted)
        } catch {
            findings.add(.form, .fail, "\(name) is, redacted, \(error)")
            return nil
        }
    }

    /// Takes events that were verified before.
    mutating func trust(_ known: [Event]) {
        for event in known where events[event.eventID] == nil {
            events[event.eventID] = event
            order.append(event.eventID)
        }
    }

    // MARK: - All together

    /// Step 4 for all events: auth chains, and what the rules say of every event by its auth events.
    mutating func authorizeAll() {
        let chain: [EventID]
        do {
            let graph = try EventGraph(order.compactMap { events[$0] })
            chain = graph.authChain(of: order)
        } catch {
            findings.add(.authChain, .fail, "\(error)")
            refused = Set(events.keys)
            return
        }
        // What authorises others comes first, and the rest behind it.
        let inChain = Set(chain)
        for id in chain + order.filter({ !inChain.contains($0) }) {
            guard let event = events[id] else { continue }
            judge(event)
        }
    }

    private mutating func judge(_ event: Event) {
        let id = event.eventID
        guard case .rejected(let rule, _, let reason) = decision(on: event) else { return }
        refused.insert(id)
        let missing = event.authEventIDs.filter { events[$0] == nil }
        if !missing.isEmpty {
            for other in missing {
                let why = dropped.contains(other) ? "was left out" : "is not there"
                findings.add(
                    .authChain, .fail, "the auth event \(other) of \(id) \(why)")
            }
        } else if !event.authEventIDs.contains(where: refused.contains) {
            // What hangs on a refused event is refused with it, and told once.
            findings.add(.allowed, .fail, "\(event.type) \(id) is not allowed: \(rule): \(reason)")
        }
    }

    /// What the rules say of an event by its auth events.
    func decision(on event: Event) -> AuthDecision {
        authorize(
            event, authEvents: events, rejected: refused, signedBy: signers[event.eventID],
            facts: facts)
    }

    /// What the rules say of an event in a state.
    func decision(on event: Event, in state: [StateTuple: Event]) -> AuthDecision {
        authorize(
            event,
            against: AuthState(
                state, create: event.roomCreateEvent { events[$0] }, facts: facts))
    }

    /// Those of `ids` that passed everything, each once.
    func usable(_ ids: [EventID]) -> [Event] {
        var seen: Set<EventID> = []
        return ids.compactMap { id in
            guard !refused.contains(id), seen.insert(id).inserted else { return nil }
            return events[id]
        }
    }
}
