import FederationCore
import MatrixJSON
import RoomEvents
import RoomParticipation
import RoomState
import TestSupport
import Testing

/// A room as the server elsewhere has it, which makes events in it and sends them.
struct StrangerRoom {
    let bed: RoomBed
    var timeline: RoomTimeline
    private var transactions = 0

    /// The room that was joined.
    init(_ joined: JoinedRoom, _ bed: RoomBed) throws {
        self.bed = bed
        timeline = try RoomTimeline(
            joinedBy: joined.event, state: joined.state, authChain: joined.authChain,
            isPartial: joined.isPartial)
    }

    /// Makes an event at the end of the room, without taking it in.
    func make(
        _ type: String = "m.room.message", stateKey: String? = nil,
        by user: String = "@bob:stranger.test", content: JSONObject = ["body": "hello"],
        change: (inout JSONObject) -> Void = { _ in }
    ) throws -> Event {
        var template: JSONObject = [
            "type": .string(type), "sender": .string(user), "content": .object(content),
        ]
        if let stateKey { template["state_key"] = .string(stateKey) }
        change(&template)
        var object = try buildEvent(
            from: template, version: timeline.version,
            in: try timeline.surroundings(
                for: template, time: RoomBed.milliseconds + Int64(timeline.count),
                eventIDLocalPart: "s\(timeline.count)-\(UInt32.random(in: 0 ... .max))"))
        object = try signEvent(
            object, version: timeline.version, as: bed.bed.stranger.serverName,
            with: bed.bed.stranger.key)
        return try Event(parsing: object.canonicalBytes(), version: timeline.version)
    }

    /// Makes an event and takes it in.
    mutating func add(
        _ type: String = "m.room.message", stateKey: String? = nil,
        content: JSONObject = ["body": "hello"]
    ) throws -> Event {
        let event = try make(type, stateKey: stateKey, content: content)
        #expect(timeline.receive(event).verdict == .accepted)
        return event
    }

    /// Sends events in a transaction, and gives what became of them.
    mutating func send(_ documents: [[UInt8]], id: String? = nil) async throws -> JSONValue {
        transactions += 1
        let list = documents.joined(separator: [UInt8(ascii: ",")])
        let body =
            Array(#"{"origin":"stranger.test","origin_server_ts":1,"pdus":["#.utf8) + list
            + Array("]}".utf8)
        let endpoint = try #require(Endpoint.named("send"))
        let response = try await bed.bed.ask(
            try FederationRequest(
                endpoint, to: try ServerName(parsing: RoomBed.home),
                parameters: [RequestParameter("txnId", id ?? "t\(transactions)")],
                body: .bytes(body)))
        #expect(response.status == 200)
        return response.json["pdus"] ?? .null
    }

    /// Sends one event, and gives the error that it led to.
    mutating func error(of event: Event) async throws -> String? {
        let results = try await send([event.source.canonicalBytes])
        let result = try #require(results[event.eventID.description], "\(results)")
        return result["error"]?.text
    }
}
