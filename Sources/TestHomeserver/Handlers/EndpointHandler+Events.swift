extension EndpointHandler {
    /// Events, the state at an event, and the history of a room.
    static let events = [
        EndpointHandler("event") { call throws(Refusal) in try call.singleEvent() },
        EndpointHandler("event-auth") { call throws(Refusal) in
            try RoomHistory(call).authChain()
        },
        EndpointHandler("backfill") { call throws(Refusal) in try RoomHistory(call).backfill() },
        EndpointHandler("missing-events") { call throws(Refusal) in
            try RoomHistory(call).missingEvents()
        },
        EndpointHandler("state") { call throws(Refusal) in try RoomHistory(call).state() },
        EndpointHandler("state-ids") { call throws(Refusal) in
            try RoomHistory(call).stateIDs()
        },
        EndpointHandler("timestamp-to-event") { call throws(Refusal) in
            try RoomHistory(call).nearest()
        },
    ]
}
