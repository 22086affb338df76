import FederationCore
import MatrixJSON
import TestHomeserver
import TestSupport
import Testing

@testable import struct TestHomeserver.ControlOperation

@Suite("The control API")
struct ControlTests {
    @Test("Without the token nothing is told, not even what there is")
    func token() async throws {
        try await ControlBed.run { bed in
            for token in [nil, "", "open", "open sesame!"] {
                for target in ["/v1/servers", "/nope"] {
                    let response = try await bed.get(target, token: token)
                    #expect(response.status == 401 && response.errorCode == "M_UNKNOWN_TOKEN")
                }
            }
            #expect(try await bed.get("/v1/servers").status == 200)
            // What is served to the world is not here, and the other way round.
            #expect(try await bed.get("/_matrix/key/v2/server").status == 404)
            #expect(try await bed.bed.ask("GET", "/v1/servers").status == 404)
        }
    }

    @Test("The names of the process are listed with their keys and addresses")
    func servers() async throws {
        try await ControlBed.run { bed in
            let answer = try await bed.get("/v1/servers").json
            #expect(answer.list("servers").map { $0["server_name"] } == ["one.test", "two.test"])
            #expect(answer.list("servers").first?["key_id"] == "ed25519:k1")
            #expect(
                answer["listening"] == [.string(bed.bed.running.addresses[0].description)])
        }
    }

    @Test("What is not known, not of its kind or not there is named")
    func arguments() async throws {
        try await ControlBed.run { bed in
            let cases: [(JSONObject, String, String)] = [
                (["fault": "delay", "faul": 1], "M_BAD_JSON", "'faul'"),
                (["fault": "nope"], "M_BAD_JSON", "'fault': expected one of "),
                ([:], "M_MISSING_PARAM", "'fault'"),
                (["fault": "delay", "count": 0], "M_BAD_JSON", "'count': expected a whole"),
                (["fault": "delay", "server": "no name"], "M_BAD_JSON", "'server': expected"),
                (["fault": "delay", "value": "x"], "M_BAD_JSON", "fault 'delay': expected"),
            ]
            for (body, code, words) in cases {
                let response = try await bed.post("set-fault", body)
                #expect(response.status == 400 && response.errorCode == code, "\(body)")
                #expect(response.json["error"]?.text?.contains(words) == true, "\(response.json)")
            }
            let unserved = try await bed.post(
                "set-fault", ["fault": "delay", "server": "three.test"])
            #expect(unserved.status == 404 && unserved.errorCode == "M_NOT_FOUND")
            #expect(try await bed.get("/v1/faults").json.list("faults").isEmpty)
            let elsewhere = try await bed.get("/v1/servers?server=three.test")
            #expect(elsewhere.status == 404 && elsewhere.errorCode == "M_NOT_FOUND")
            #expect(try await bed.get("/v1/servers?x=1").errorCode == "M_BAD_JSON")
            #expect(try await bed.get("/v1/set-fault").status == 405)
            let notJSON = try await bed.send(
                "POST", "/v1/set-fault", Array("{".utf8), token: ControlBed.token)
            #expect(notJSON.errorCode == "M_NOT_JSON")
        }
    }

    @Test("A fault that is set strikes, is counted, and is taken out again")
    func faults() async throws {
        try await ControlBed.run { bed in
            let ask = { try await bed.bed.ask("GET", "/_matrix/federation/v1/version").status }
            #expect(try await ask() == 200)
            let set = try await bed.post(
                "set-fault",
                [
                    "fault": "matrix-error", "value": "503 M_UNKNOWN", "endpoint": "version",
                    "probability": .number("1.0"),
                ])
            #expect(set.json == ["number": 1], "\(set.json)")
            #expect(try await ask() == 503)
            let fault = try #require(try await bed.get("/v1/faults").json.list("faults").first)
            #expect(fault["struck"] == 1 && fault["endpoint"] == ["version"])
            #expect(try await bed.post("remove-fault", ["number": 1]).json == ["removed": 1])
            #expect(try await bed.post("remove-fault", ["number": 1]).status == 404)
            #expect(try await ask() == 200)
        }
    }

    @Test("Every row has its own name, says what it does, and can be asked as it says")
    func rows() async throws {
        let rows = ControlOperation.all
        #expect(Set(rows.map(\.name)).count == rows.count)
        for row in rows {
            #expect(!row.words.isEmpty && !row.answer.isEmpty, "\(row.name)")
            let names = row.parameters.map(\.name)
            #expect(Set(names).count == names.count && names.contains("server"), "\(row.name)")
            guard row.method == .get else { continue }
            let unfit = row.parameters.filter { !$0.kind.fitsQuery }
            #expect(unfit.isEmpty, "\(row.name)")
        }
        try await ControlBed.run { bed in
            let listed = try await bed.get("/v1/operations").json.list("operations")
            #expect(listed.map { $0["name"] } == rows.map { .string($0.name) })
        }
    }

    @Test("The manual page has every operation with its parameters, in the words of its row")
    func manual() throws {
        let page = String(
            decoding: try ProjectFile.bytes("man/fedctl-serve.1"), as: UTF8.self)
        let list = ControlManual().lines.joined(separator: "\n")
        #expect(page.contains("\n.Bl -tag -width Ds\n\(list)\n.El\n.Sh EXIT STATUS\n"), "\(list)")
    }
}
