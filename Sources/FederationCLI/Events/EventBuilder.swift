import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

/// Makes events from templates.
struct EventBuilder: Sendable {
    /// The room version.
    let version: RoomVersion
    /// Where the events are built.
    let surroundings: EventSurroundings
    /// The state before them.
    let state: [Event]
    /// Who signs, where anybody does.
    let signer: FederationIdentity?

    /// An event that was made.
    struct Built {
        /// The event, in canonical form.
        var bytes: [UInt8]
        /// What it needs to be allowed and the state does not have.
        var lacks: [StateTuple]
    }

    /// The event of a template.
    func build(_ bytes: [UInt8]) throws -> Built {
        let document = try JSONDocument(parsing: bytes, numbers: version.rules.numbers)
        guard case .object(let template) = document.root.value else {
            throw EventReport.NotAnEvent()
        }
        var surroundings = surroundings
        let needed = try needed(for: template)
        let chosen = needed.tuples.compactMap { tuple in state.last { $0.tuple == tuple } }
        surroundings.authEvents = EventFiles.unique(surroundings.authEvents + chosen)
        let there = Set(surroundings.authEvents.compactMap(\.tuple))
        let lacks = needed.indispensable.filter { !there.contains($0) }
        guard let signer else {
            let event = try buildEvent(from: template, version: version, in: surroundings)
            return Built(bytes: event.canonicalBytes(), lacks: lacks)
        }
        let event = try buildEvent(
            from: template, version: version, in: surroundings, signedBy: signer.serverName,
            with: signer.key)
        return Built(bytes: event.canonicalBytes(), lacks: lacks)
    }

    /// What of the state has to allow an event.
    private struct Needed {
        /// All of it, as far as it is there.
        var tuples: [StateTuple] = []
        /// What nothing is allowed without.
        var indispensable: [StateTuple] = []
    }

    /// What of the state has to allow the event; nothing where no state is given.
    private func needed(for template: JSONObject) throws -> Needed {
        guard !state.isEmpty, case .string(let type)? = template["type"] else {
            return Needed()
        }
        let sender: UserID
        if case .string(let text)? = template["sender"] {
            sender = try UserID(parsing: text)
        } else if let given = surroundings.sender {
            sender = given
        } else {
            return Needed()
        }
        var stateKey: String?
        if case .string(let text)? = template["state_key"] { stateKey = text }
        let content = template["content"] ?? [:]
        let tuples = authEventTuples(
            type: type, stateKey: stateKey, sender: sender,
            content: try JSONDocument(
                parsing: content.canonicalBytes(), numbers: .preserving
            ).root, rules: version.rules)
        let membership = StateTuple("m.room.member", "\(sender)")
        // Who joins or knocks need not be there before.
        let comes =
            type == membership.type && stateKey.map { ExactText($0) } == ExactText("\(sender)")
        return Needed(
            tuples: tuples,
            indispensable: tuples.filter {
                $0.type == "m.room.create" || (!comes && $0 == membership)
            })
    }
}
