import FederationCore
import MatrixJSON
import TestHomeserver
import Testing

@Suite("Requests that are awaited and held")
struct ControlRequestTests {
    private static let version = "/_matrix/federation/v1/version"

    @Test("A watch misses no request, and tells each once; what it is not for passes by")
    func watch() async throws {
        try await ControlBed.run { bed in
            let watch = try #require(
                try await bed.post("watch", ["endpoint": "version", "server": "two.test"])
                    .json["watch"])
            _ = try await bed.bed.ask("GET", Self.version)
            _ = try await bed.bed.ask("GET", "/_matrix/key/v2/server", host: "two.test")
            for number in 1...2 {
                _ = try await bed.bed.ask("GET", Self.version + "?\(number)", host: "two.test")
            }
            for number in 1...2 {
                let request = try await bed.post("await", ["watch": watch]).json["request"]
                #expect(request?["target"] == .string(Self.version + "?\(number)"))
                #expect(request?["server"] == "two.test" && request?["held"] == false)
            }
            let none = try await bed.post("await", ["watch": watch, "timeout_ms": 20])
            #expect(none.status == 200 && none.json == [:])
            #expect(try await bed.post("unwatch", ["watch": watch]).status == 200)
            #expect(try await bed.post("await", ["watch": watch]).status == 404)
        }
    }

    @Test("Without its watch, what was told waits for its answer, and what was not goes on")
    func unwatched() async throws {
        try await ControlBed.run { bed in
            let watch = try await watch(bed, ["endpoint": "version", "hold": true])
            async let told = bed.bed.ask("GET", Self.version)
            let number = try await held(bed, watch)
            async let untold = bed.bed.ask("GET", Self.version + "?untold")
            #expect(try await bed.post("unwatch", ["watch": watch]).status == 200)
            #expect(try await untold.status == 200)
            let given = try await bed.post("answer", ["number": number, "status": 418])
            #expect(given.status == 200, "\(given.json)")
            #expect(try await told.status == 418)
        }
    }

    @Test("A held request gets the answer that is given, and goes into the journal as that")
    func give() async throws {
        try await ControlBed.run { bed in
            let watch = try await watch(bed, ["endpoint": "version", "hold": true])
            async let answer = bed.bed.ask("GET", Self.version)
            let number = try await held(bed, watch)
            let given = try await bed.post(
                "answer",
                [
                    "number": number, "status": 418, "json": ["errcode": "M_TEAPOT"],
                    "headers": [["name": "X-Why", "value": "told"]],
                ])
            #expect(given.status == 200, "\(given.json)")
            let response = try await answer
            #expect(response.status == 418 && response.errorCode == "M_TEAPOT")
            #expect(response.headers.firstValue(of: "X-Why") == "told")
            #expect(bed.bed.journal.requests.last?.faults == ["given-answer"])
            #expect(try await bed.post("answer", ["number": number]).status == 404)
        }
    }

    @Test("The usual answer can be seen before it goes out, and then goes on or is another")
    func make() async throws {
        try await ControlBed.run { bed in
            let watch = try await watch(bed, ["target": .string(Self.version), "hold": true])
            for isChanged in [false, true] {
                async let answer = bed.bed.ask("GET", Self.version)
                let number = try await held(bed, watch)
                let made = try await bed.post("answer", ["number": number, "action": "make"])
                #expect(made.json["status"] == 200)
                #expect(made.json["json"]?["server"]?["name"] == "fedctl")
                let rest: JSONObject =
                    isChanged
                    ? ["number": number, "text": "other"] : ["number": number, "action": "go-on"]
                #expect(try await bed.post("answer", rest).status == 200)
                let response = try await answer
                #expect(response.status == 200)
                #expect((response.body == Array("other".utf8)) == isChanged)
            }
        }
    }

    @Test("A held request goes on when its time is over, and when the homeserver ends")
    func goesOn() async throws {
        try await ControlBed.run { bed in
            _ = try await bed.post("watch", ["hold": true, "hold_ms": 50])
            #expect(try await bed.bed.ask("GET", Self.version).status == 200)
        }
        try await ControlBed.run { bed in
            let watch = try await watch(bed, ["hold": true])
            async let answer = bed.bed.ask("GET", Self.version)
            _ = try await held(bed, watch)
            let begin = ContinuousClock.now
            await bed.bed.running.stop()
            #expect(try await answer.status == 200)
            #expect(ContinuousClock.now - begin < .seconds(4))
        }
    }

    @Test("What a signed request says is told, without its signature and with its body")
    func signed() async throws {
        try await ControlBed.run { bed in
            let watch = try await watch(bed, ["origin": "stranger.test", "method": "POST"])
            async let answer = bed.bed.ask("keys-query", body: ["device_keys": [:]])
            let met = try await bed.post("await", ["watch": watch]).json
            _ = try await answer
            let request = try #require(met["request"])
            #expect(request["endpoint"] == "keys-query")
            #expect(request["json"] == ["device_keys": [:]])
            let signature = request.list("headers").first { $0["name"] == "Authorization" }
            let value = try #require(signature?["value"]?.text)
            #expect(value.hasPrefix("X-Matrix origin=\"stranger.test\""), "\(value)")
            #expect(value.hasSuffix("…\"") && value.count < 120, "\(value)")
        }
    }

    @Test("A question that cannot be is refused")
    func refusals() async throws {
        try await ControlBed.run { bed in
            for body: JSONObject in [
                ["number": 1, "json": 1, "text": "a"],
                ["number": 1, "action": "go-on", "text": ""],
                ["number": 1, "headers": [["name": "a b", "value": ""]]],
                ["number": 1, "headers": [["name": "a", "value": "b\r\nc: d"]]],
                ["number": 1, "base64": "!"],
            ] {
                let response = try await bed.post("answer", body)
                #expect(response.status == 400, "\(body): \(response.json)")
            }
            for _ in 0..<16 { #expect(try await bed.post("watch").status == 200) }
            #expect(try await bed.post("watch").status == 429)
            #expect(try await bed.post("await", ["watch": 1, "hold": true]).status == 400)
        }
    }

    /// The number of a watch, which misses nothing that comes from now on.
    private func watch(_ bed: ControlBed, _ filter: JSONObject) async throws -> JSONValue {
        try #require(try await bed.post("watch", filter).json["watch"])
    }

    /// The number of the next request of a watch, which waits for its answer.
    private func held(_ bed: ControlBed, _ watch: JSONValue) async throws -> JSONValue {
        let request = try #require(try await bed.post("await", ["watch": watch]).json["request"])
        #expect(request["held"] == true)
        return try #require(request["number"])
    }
}
