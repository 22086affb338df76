import FederationCore
import Findings
import MatrixJSON
import RoomEvents

extension CraftedFault {
    /// What an event names.
    static let references: [CraftedFault] = [
        .event(
            "prev-events-21", "an event with 21 prev_events, one too many", .references,
            fate: .dropped, spec: .serverServer("pdus")
        ) { bench throws(CraftingError) in
            try bench.plan(
                bench.message(filling: "prev_events", upTo: EventLimits.prevEvents + 1),
                fate: .dropped)
        },
        .event(
            "auth-events-11", "an event with 11 auth_events, one too many", .references,
            fate: .dropped, spec: .serverServer("pdus")
        ) { bench throws(CraftingError) in
            try bench.plan(
                bench.message(filling: "auth_events", upTo: EventLimits.authEvents + 1),
                fate: .dropped)
        },
        .event(
            "auth-event-duplicate", "an event that names one of its auth_events twice",
            .references, fate: .rejected, spec: .serverServer("authorization-rules")
        ) { bench throws(CraftingError) in
            let event = try bench.message { event in
                event[references: "auth_events"] += event[references: "auth_events"].suffix(1)
            }
            return try bench.plan(event, fate: .rejected)
        },
        .event(
            "auth-event-wrong", "an event with an auth event that says nothing of it",
            .references, fate: .rejected, spec: .serverServer("auth-events-selection")
        ) { bench throws(CraftingError) in
            let other = try bench.otherReference()
            let event = try bench.message { event in
                event[references: "auth_events"].append(other)
            }
            return try bench.plan(event, fate: .rejected)
        },
        .event(
            "create-missing", "an event without m.room.create in its auth_events", .references,
            fate: .rejected, spec: .serverServer("authorization-rules")
        ) { bench throws(CraftingError) in
            try bench.require { !$0.createEventNamesRoom }
            var room = try bench.room()
            room.authEvents.removeAll { $0.type == "m.room.create" }
            return try bench.plan(bench.message(in: room), fate: .rejected)
        },
        .event(
            "create-listed", "an event of room version 12 with m.room.create in its auth_events",
            .references, fate: .rejected, spec: .serverServer("auth-events-selection")
        ) { bench throws(CraftingError) in
            try bench.require { $0.createEventNamesRoom }
            let create = try bench.room().roomID.createEventID.map { JSONValue.string("\($0)") }
            let event = try bench.message { event in
                event[references: "auth_events"] += [create].compactMap(\.self)
            }
            return try bench.plan(event, fate: .rejected)
        },
        .event(
            "auth-events-empty", "an event without any auth_events", .references,
            fate: .rejected, spec: .serverServer("authorization-rules")
        ) { bench throws(CraftingError) in
            let event = try bench.message { event in event[references: "auth_events"] = [] }
            return try bench.plan(event, fate: .rejected)
        },
    ]
}

extension CraftingBench {
    /// A message that names events that do not exist, until it names so many.
    fileprivate func message(
        filling name: String, upTo count: Int
    ) throws(CraftingError) -> CraftedEvent {
        try message { event in
            while event[references: name].count < count {
                let number = event[references: name].count
                event[references: name].append(inventedReference(number))
            }
        }
    }

    /// The name of an event of the room that no message needs for its authorisation.
    fileprivate func otherReference() throws(CraftingError) -> JSONValue {
        let room = try room()
        let needed = Set(room.authEvents.map(\.eventID))
        let others = (room.otherEvents + room.prevEvents).filter { event in
            !needed.contains(event.eventID) && event.type != "m.room.create"
        }
        guard let other = others.first else { throw .needsOtherEvent(fault: fault) }
        var borrowed = room
        borrowed.authEvents = [other]
        guard let reference = try message(in: borrowed)[references: "auth_events"].first else {
            throw .needsOtherEvent(fault: fault)
        }
        return reference
    }
}
