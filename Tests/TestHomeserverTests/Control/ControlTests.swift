import FederationCore
import MatrixJSON
import TestHomeserver
import TestSupport
import Testing
import Transport

@testable import struct TestHomeserver.ControlOperation

@Suite("The control API")
struct ControlTests {
    @Test("Without the token nothing is told, not even what there is")
    func token() async throws {
        try await ControlBed.run { bed in
            for token in [nil, "", "open", "open sesame!"] {
                let code = token?.isEmpty == false ? "M_UNKNOWN_TOKEN" : "M_MISSING_TOKEN"
                for target in ["/v1/servers", "/nope"] {
                    let response = try await bed.get(target, token: token)
                    #expect(response.status == 401 && response.errorCode == code)
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
                (
                    ["fault": "delay", "value": "x"], "M_BAD_JSON",
                    "the fault 'delay' expects milliseconds"
                ),
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
            let elsewhere = try await bed.get("/v1/rooms?server=three.test")
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

    @Test("A redirect takes its status as a number too")
    func redirect() async throws {
        try await ControlBed.run { bed in
            let wrong = try await bed.post("set-fault", ["fault": "redirect", "value": 200])
            #expect(wrong.status == 400)
            _ = try await bed.post("set-fault", ["fault": "redirect", "value": 308])
            let response = try await bed.bed.ask("GET", "/_matrix/federation/v1/version")
            #expect(response.status == 308)
        }
    }

    /// The operations that no name of the process is meant by.
    private static let ofProcess: Set = [
        "operations", "servers", "shutdown", "unwatch", "answer", "faults", "remove-fault",
    ]

    @Test("What is wrong is named, with what was found")
    func words() async throws {
        try await ControlBed.run { bed in
            let cases: [(String, JSONObject, String)] = [
                ("watch", ["endpoint": "nope"], "'endpoint': expected the name of an operation of"),
                ("watch", ["endpoint": "nope"], "found \"nope\""),
                ("await", ["watch": -1], "'watch': expected a whole number from 0 on, found -1"),
                ("set-user", ["name": ""], "a character at least"),
                ("set-user", ["name": "Zoe X"], "'Zoe X'"),
                ("set-fault", ["fault": "delay", "value": "500"], "found the text '500'"),
                ("set-fault", ["fault": "stall", "endpoint": "nope"], "lists no operation 'nope'"),
            ]
            for (name, body, words) in cases {
                let response = try await bed.post(name, body)
                #expect(response.status == 400)
                let error = response.json["error"]?.text ?? ""
                #expect(error.contains(words), "\(error)")
            }
            let targets = [
                ("servers?x=1", "'servers' takes no arguments, found 'x'"),
                ("servers?server=one.test", "'servers' is about the whole process: expected no "),
                ("rooms?room=1", "expected one of server, found 'room'"),
            ]
            for (target, words) in targets {
                let response = try await bed.get("/v1/\(target)")
                #expect(response.status == 400)
                let error = response.json["error"]?.text ?? ""
                #expect(error.hasPrefix(words), "\(error)")
            }
            let query = try await bed.send(
                "POST", "/v1/watch?endpoint=send", Array("{}".utf8), token: ControlBed.token)
            #expect(query.status == 400)
            #expect(query.json["error"]?.text?.hasPrefix("'endpoint' is in the query") == true)
        }
    }

    @Test("A token that is another one is told from none, and the scheme has no case")
    func tokens() async throws {
        try await ControlBed.run { bed in
            let none = try await bed.get("/v1/servers", token: nil)
            #expect(none.status == 401 && none.errorCode == "M_MISSING_TOKEN")
            let other = try await bed.get("/v1/servers", token: "another")
            #expect(other.status == 401 && other.errorCode == "M_UNKNOWN_TOKEN")
            #expect(other.json["error"]?.text?.contains("another one") == true)
            let address = try #require(bed.bed.running.controlAddress)
            let lower = try await bed.bed.transport.exchange(
                HTTPRequest(
                    method: "GET", target: "/v1/servers", hostHeader: "localhost",
                    headers: [HTTPHeader("Authorization", "bearer \(ControlBed.token)")]),
                over: HTTPRoute(
                    address: address.address, port: address.port, tlsName: .name("localhost"),
                    usesTLS: false), limits: HTTPLimits(timeout: .seconds(60)))
            #expect(lower.status == 200)
        }
    }

    @Test("Every row has its own name, says what it does, and can be asked as it says")
    func rows() async throws {
        let rows = ControlOperation.all
        #expect(Set(rows.map(\.name)).count == rows.count)
        for row in rows {
            #expect(!row.words.isEmpty && !row.answer.isEmpty, "\(row.name)")
            let names = row.parameters.map(\.name)
            #expect(Set(names).count == names.count, "\(row.name)")
            #expect(names.contains("server") != Self.ofProcess.contains(row.name), "\(row.name)")
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
