import FederationCore
import MatrixJSON
import RoomEvents
import Testing

@Suite("Numbers in events that are pushed to the embedded homeserver", .serialized)
struct EventNumberTests {
    @Test(
        "Decimal numbers are for rooms up to version 5, and later ones lose that event alone",
        arguments: [("5", true), ("6", false)])
    func decimal(version: String, isTaken: Bool) async throws {
        let room = #"{"id":"a","version":"\#(version)","members":["@a:one.test"]}"#
        try await RoomBed.run(room) { bed in
            let copy = try StrangerRoom(try await bed.join(), bed)
            let right = try copy.make()
            guard case .object(var object) = right.document.root.value else { return }
            object["content"] = ["number": .number("1.5")]
            // By the rules of version 5 it has a hash and a signature whatever its numbers are.
            let event = try signEvent(
                object.canonicalBytes(), version: try lenient(), as: bed.bed.stranger.serverName,
                with: bed.bed.stranger.key)
            let results = try await send([event, right.source.canonicalBytes], bed)
            #expect(results[right.eventID.description] == [:])
            let errors = results.names.compactMap { results[$0]?["error"]?.text }
            #expect(results.names.count == 2)
            #expect(errors.isEmpty == isTaken, "\(errors)")
        }
    }

    private func lenient() throws -> RoomVersion { try RoomVersion(parsing: "5") }

    /// Sends a transaction that is signed with its numbers as they are.
    private func send(_ events: [[UInt8]], _ bed: RoomBed) async throws -> JSONValue {
        let target = "/_matrix/federation/v1/send/numbers"
        let list = events.joined(separator: [UInt8(ascii: ",")])
        let body = Array(#"{"pdus":["#.utf8) + list + Array("]}".utf8)
        let start =
            #"{"method":"PUT","uri":"\#(target)","origin":"stranger.test","#
            + #""destination":"one.test","content":"#
        let signed = try signObject(
            Array(start.utf8) + body + [UInt8(ascii: "}")], as: "stranger.test",
            with: bed.bed.stranger.key, numbers: .preserving)
        let key = bed.bed.stranger.key.keyID
        let text = try JSONDocument(parsing: signed, numbers: .preserving)
            .root["signatures"]?["stranger.test"]?[key.description]?.string
        let header = XMatrixHeader(
            origin: bed.bed.stranger.serverName, destination: try ServerName(parsing: "one.test"),
            keyID: key, signature: try UnpaddedBase64.decode(try #require(text)))
        let response = try await bed.bed.ask(
            "PUT", target, headers: [HTTPHeader("Authorization", header.headerValue)], body: body)
        #expect(response.status == 200, "\(response.json)")
        return response.json["pdus"] ?? .null
    }
}
