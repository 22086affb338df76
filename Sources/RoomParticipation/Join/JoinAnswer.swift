import FederationCore
import MatrixJSON
import RoomEvents

/// The answer to a join, as far as its shape goes.
struct JoinAnswer {
    let event: Event
    let state: [JSONElement]
    let authChain: [JSONElement]
    /// The join as it came back.
    let echo: JSONElement?
    /// What `members_omitted` says; none where it says nothing.
    let membersOmitted: JSONElement?
    let servers: JSONElement?

    /// Reads the answer.
    init(
        _ reply: JSONElement, to prepared: MembershipExchange.Prepared, limits: ParticipationLimits
    ) throws(ParticipationFailure) {
        guard reply.kind == .object else {
            throw .malformed("expected an object, found \(reply.words)")
        }
        state = try reply.events("state", limits: limits)
        authChain = try reply.events("auth_chain", limits: limits)
        echo = reply["event"]
        membersOmitted = reply["members_omitted"]
        servers = reply["servers_in_room"]
        let count = servers?.elements.count ?? 0
        guard count <= limits.servers else {
            throw .tooMany("servers", count: count, limit: limits.servers)
        }
        event = try Self.reread(prepared, by: state)
    }

    /// The event in the version that the create event says, where the template left open whether it is 1 or 2.
    private static func reread(
        _ prepared: MembershipExchange.Prepared, by state: [JSONElement]
    ) throws(ParticipationFailure) -> Event {
        guard !prepared.saysVersion else { return prepared.event }
        let create = state.first { $0["type"].isText("m.room.create") }
        let second = RoomVersion.all[1]
        guard create?["content"]?["room_version"].isText(second.identifier) == true else {
            return prepared.event
        }
        do {
            return try Event(parsing: prepared.event.document.bytes, version: second)
        } catch {
            throw .cannotBuild(.malformed(error))
        }
    }
}

extension JSONElement {
    /// A member that is an array of not too many events.
    func events(
        _ name: String, limits: ParticipationLimits
    ) throws(ParticipationFailure) -> [JSONElement] {
        guard let list = self[name], list.kind == .array else {
            throw .malformed("expected an array in '\(name)', found \(self[name].words)")
        }
        let elements = list.elements
        guard elements.count <= limits.events else {
            throw .tooMany("events in '\(name)'", count: elements.count, limit: limits.events)
        }
        return elements
    }
}
