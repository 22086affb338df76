import FederationCore
import Foundation
import MatrixJSON
import TestHomeserver
import Testing

@Suite("What is told of a join that fails", .serialized)
struct FailedJoinTests {
    private static let hall =
        #"{"rooms":[{"id":"hall","version":"11","members":["@ann:east.test"]},"#
        + #"{"id":"den","version":"11","join_rule":"invite","members":["@ann:east.test"]}]}"#

    private func refusal(
        _ bed: ActingBed, room: JSONValue = "!hall:east.test"
    ) async throws -> JSONValue {
        let response = try await bed.response(
            of: "join", ["room": room, "user": "@bob:west.test", "via": "east.test"], west: true)
        #expect(response.status == 502, "\(response.json)")
        return response.json
    }

    @Test(
        "Wrong signatures and hashes are named first, with what was found",
        arguments: [
            ("bad-signature", "events.signature"), ("missing-signature", "events.signature"),
            ("foreign-signature", "events.signature"), ("changed-event", "events.content-hash"),
        ])
    func causes(fault: String, check: String) async throws {
        try await ActingBed.run(east: Self.hall, west: #"{"users":[{"name":"bob"}]}"#) { bed in
            _ = try await bed.control(
                "set-fault", ["fault": .string(fault), "endpoint": "send-join", "value": 9])
            let response = try await bed.response(
                of: "join",
                ["room": "!hall:east.test", "user": "@bob:west.test", "via": "east.test"],
                west: true)
            // A changed event is redacted, which need not be the end.
            guard response.status != 200 else {
                let findings = response.json.list("findings")
                #expect(findings.contains { $0["check"] == .string(check) }, "\(findings)")
                return
            }
            let error = response.json["error"]?.text ?? ""
            let first = error.components(separatedBy: "state.create: ")[0]
            #expect(first.contains("failed: ") && first.contains("\(check): "), "\(error)")
            let findings = response.json.list("attempts").first?.list("findings") ?? []
            #expect(findings.contains { $0["check"] == .string(check) && $0["got"] != nil })
            #expect(response.json["peer"] == nil)
        }
    }

    @Test("The refusal of another server is in one place, with its status and code")
    func peer() async throws {
        try await ActingBed.run(east: Self.hall, west: #"{"users":[{"name":"bob"}]}"#) { bed in
            let refused = try await refusal(bed, room: "!den:east.test")
            let peer = try #require(refused["peer"])
            #expect(peer["server_name"] == "east.test" && peer["status"] == 403)
            #expect(peer["errcode"] == "M_FORBIDDEN" && peer["error"]?.text?.isEmpty == false)
        }
    }
}
