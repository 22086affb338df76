public import FederationCore
import Findings
import MatrixJSON

/// Finds the rooms that aliases name.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#get_matrixfederationv1querydirectory>
public struct AliasLookup: Sendable {
    /// Who asks.
    public let participant: Participant
    /// What is looked at, at most.
    public let limits: ParticipationLimits

    /// Asks as `participant`.
    public init(as participant: Participant, limits: ParticipationLimits = ParticipationLimits()) {
        self.participant = participant
        self.limits = limits
    }

    /// Asks the server of the alias which room it names, and who is in it.
    ///
    /// - Throws: ``ParticipationError``.
    public func room(of alias: RoomAlias) async throws(ParticipationError) -> FoundRoom {
        var conversation = Conversation(participant, with: alias.serverName)
        let reply = try await conversation.ask(
            "directory", [RequestParameter("room_alias", "\(alias)")], as: .findRoom)
        func malformed(_ words: String) -> ParticipationError {
            ParticipationError(alias.serverName, at: .checkAnswer, .malformed(words))
        }
        // What is no room ID is told, as what it is.
        guard let roomID = reply["room_id"]?.string.flatMap({ try? RoomID(parsing: $0) }) else {
            throw malformed("expected a room ID in 'room_id', found \(reply["room_id"].excerpt)")
        }
        guard let list = reply["servers"], list.kind == .array else {
            throw malformed("expected an array in 'servers', found \(reply["servers"].words)")
        }
        let elements = list.elements
        guard elements.count <= limits.servers else {
            throw ParticipationError(
                alias.serverName, at: .checkAnswer,
                .tooMany("servers", count: elements.count, limit: limits.servers))
        }
        var findings = FindingCollector()
        let servers = Self.servers(elements, &findings)
        findings.pass([.servers])
        conversation.note(.checkAnswer, "\(roomID), in which \(servers.count) servers are")
        return FoundRoom(
            roomID: roomID, servers: servers, findings: findings.sorted,
            steps: conversation.steps)
    }

    private static func servers(
        _ elements: [JSONElement], _ findings: inout FindingCollector
    ) -> [ServerName] {
        var seen: Set<ServerName> = []
        let servers = elements.compactMap { element -> ServerName? in
            // What is no server name is told.
            guard let name = element.string.flatMap({ try? ServerName(parsing: $0) }) else {
                findings.add(
                    .servers, .warn, "'servers' has what is no server name", got: element.excerpt)
                return nil
            }
            return seen.insert(name).inserted ? name : nil
        }
        if servers.isEmpty {
            findings.add(.servers, .fail, "there is no server through which to join")
        }
        return servers
    }
}
