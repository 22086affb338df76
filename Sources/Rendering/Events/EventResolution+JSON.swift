import FederationCore
public import MatrixJSON
import RoomEvents
import RoomState

extension EventResolution {
    /// The resolved state for machines, `fedctl.event-resolution/1`; with the trace, how it came about.
    public func json(traced: Bool) -> JSONValue {
        let ids = resolution.state.values.map(\.description)
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        var object: JSONObject = [
            "schema": "fedctl.event-resolution/1",
            "room_version": .string(version.identifier),
            "algorithm": .string(resolution.algorithm.rawValue),
            "forks": .integer(Int64(forkCount)),
            "state": .array(ids.map { .string($0) }),
            "entries": .array(
                entries.map { entry in
                    var object = Self.object(of: entry.tuple)
                    object["event_id"] = .string(entry.eventID.description)
                    return .object(object)
                }),
            "conflicts": .array(resolution.trace.conflicts.map(Self.json)),
        ]
        let missing = resolution.trace.missingAuthEvents
        if !missing.isEmpty {
            object["missing_auth_events"] = .array(
                missing.map {
                    ["event_id": .string("\($0.id)"), "needed_by": .string("\($0.neededBy)")]
                })
        }
        if traced { object["trace"] = traceJSON }
        return .object(object)
    }

    private static func object(of tuple: StateTuple) -> JSONObject {
        ["type": .string(tuple.type), "state_key": .string(tuple.stateKey)]
    }

    private static func json(_ conflict: StateConflict) -> JSONValue {
        var object = object(of: conflict.tuple)
        object["candidates"] = .array(
            conflict.candidates.map { $0.map { .string($0.description) } ?? .null })
        if let winner = conflict.winner { object["winner"] = .string(winner.description) }
        return .object(object)
    }

    private static func json(_ ids: [EventID]) -> JSONValue {
        .array(ids.map { .string($0.description) })
    }

    private var traceJSON: JSONValue {
        let trace = resolution.trace
        return [
            "auth_difference": Self.json(trace.authDifference),
            "conflicted_subgraph": Self.json(trace.conflictedSubgraph),
            "full_conflicted_set": Self.json(trace.fullConflictedSet),
            "power_order": .array(
                trace.powerOrder.map {
                    [
                        "event_id": .string($0.eventID.description),
                        "is_power_event": .boolean($0.isPowerEvent),
                        "sender_power": .string($0.senderPower.description),
                        "origin_server_ts": .integer($0.originServerTS),
                    ]
                }),
            "mainline": Self.json(trace.mainline),
            "mainline_order": .array(
                trace.mainlineOrder.map {
                    var object: JSONObject = ["event_id": .string($0.eventID.description)]
                    if let position = $0.mainlinePosition {
                        object["mainline_position"] = .integer(Int64(position))
                    }
                    object["origin_server_ts"] = .integer($0.originServerTS)
                    return .object(object)
                }),
            "steps": .array(
                trace.steps.map {
                    [
                        "event_id": .string($0.eventID.description),
                        "phase": .string($0.phase.rawValue), "applied": .boolean($0.isApplied),
                        "summary": .string($0.words),
                    ]
                }),
            "fates": .array(
                trace.fates.map {
                    [
                        "event_id": .string($0.eventID.description), "outcome": .string($0.name),
                        "summary": .string($0.words),
                    ]
                }),
        ]
    }
}
