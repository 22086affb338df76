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
    let signer: (server: ServerName, key: SigningKey)?

    /// The event of a template, in canonical form.
    func build(_ bytes: [UInt8]) throws -> [UInt8] {
        let document = try JSONDocument(parsing: bytes, numbers: version.rules.numbers)
        guard case .object(let template) = document.root.value else {
            throw EventReport.NotAnEvent()
        }
        var surroundings = surroundings
        let chosen = try chosen(for: template)
        surroundings.authEvents = EventFiles.unique(surroundings.authEvents + chosen)
        guard let signer else {
            return try buildEvent(from: template, version: version, in: surroundings)
                .canonicalBytes()
        }
        return try buildEvent(
            from: template, version: version, in: surroundings, signedBy: signer.server,
            with: signer.key
        ).canonicalBytes()
    }

    /// What of the state has to allow the event.
    private func chosen(for template: JSONObject) throws -> [Event] {
        guard !state.isEmpty, case .string(let type)? = template["type"] else { return [] }
        let sender: UserID
        if case .string(let text)? = template["sender"] {
            sender = try UserID(parsing: text)
        } else if let given = surroundings.sender {
            sender = given
        } else {
            return []
        }
        var stateKey: String?
        if case .string(let text)? = template["state_key"] { stateKey = text }
        let content = template["content"] ?? [:]
        let tuples = authEventTuples(
            type: type, stateKey: stateKey, sender: sender,
            content: try JSONDocument(
                parsing: content.canonicalBytes(), numbers: .preserving
            ).root, rules: version.rules)
        return tuples.compactMap { tuple in state.last { $0.tuple == tuple } }
    }
}
