import FederationCore
import Findings
import MatrixJSON
import RoomEvents

extension CraftedFault {
    /// The members of an event.
    static let events: [CraftedFault] = [
        CraftedFault(
            "room-unknown", "an event of a room that the receiver is not in", .event, .accepted,
            spec: .serverServer("put_matrixfederationv1sendtxnid")
        ) { bench throws(CraftingError) in try bench.plan(bench.messageElsewhere()) },
        .event("depth-too-large", "an event whose depth is one too large", .event, fate: .dropped) {
            bench throws(CraftingError) in
            let depth = "\(UInt64(bench.rules.maximumDepth) + 1)"
            let event = try bench.message { event in event.object["depth"] = .number(depth) }
            return try bench.plan(event, fate: .dropped)
        },
        .event("depth-negative", "an event whose depth is -1", .event, fate: nil) {
            bench throws(CraftingError) in
            try bench.plan(bench.message { event in event.object["depth"] = -1 })
        },
        .event(
            "event-id", "an event with 'event_id', which room versions since 3 do not have",
            .event, fate: nil
        ) { bench throws(CraftingError) in
            try bench.require { $0.eventIDFormat != .serverChosen }
            let id = JSONValue.string("$fedctl:\(bench.origin)")
            return try bench.plan(bench.message { event in event.object["event_id"] = id })
        },
        .event(
            "timestamp-string", "an event whose origin_server_ts is a string", .event,
            fate: .dropped
        ) { bench throws(CraftingError) in
            let event = try bench.message { event in
                event.object["origin_server_ts"] = .string("\(bench.context.now)")
            }
            return try bench.plan(event, fate: .dropped)
        },
        missing("type"), missing("sender"), missing("room_id"), missing("content"),
        missing("prev_events"), missing("auth_events"), missing("depth"),
        missing("origin_server_ts"),
    ]

    private static func missing(_ name: String) -> CraftedFault {
        let words = name.split(separator: "_").joined(separator: "-")
        return .event(
            "event-no-\(words)", "an event without '\(name)'", .event, fate: .dropped
        ) { bench throws(CraftingError) in
            try bench.plan(
                bench.message { event in event.object[name] = nil }, fate: .dropped)
        }
    }
}
