import FederationCore
import TestHomeserver
import Testing

@Suite("Limits of the embedded homeserver")
struct LimitTests {
    private static let small = ServerLimits(
        headerBytes: 4_096, headerLines: 20, bodyBytes: 1_000)
    private static let hasty = ServerLimits(
        idleTimeout: .milliseconds(500), transferTimeout: .milliseconds(500))

    @Test("A body over the limit is 413 M_TOO_LARGE, whether it says its length or not")
    func largeBody() async throws {
        try await TestBed.run(limits: Self.small) { bed in
            for chunked in [false, true] {
                let headers = chunked ? [HTTPHeader("Transfer-Encoding", "chunked")] : []
                let response = try await bed.ask(
                    "POST", "/_matrix/key/v2/query", headers: headers,
                    body: [UInt8](repeating: 0x20, count: 1_001))
                #expect(response.status == 413)
                #expect(response.errorCode == "M_TOO_LARGE")
            }
            let whole = try await bed.ask(
                "POST", "/_matrix/key/v2/query",
                body: Array(#"{"server_keys":{}}"#.utf8) + [UInt8](repeating: 0x20, count: 982))
            #expect(whole.status == 200)
        }
    }

    @Test("Where all connections hold as much as they may, a body is 503, and later taken again")
    func heldBodies() async throws {
        let limits = ServerLimits(heldBodyBytes: 1_000, drainTimeout: .milliseconds(100))
        try await TestBed.run(limits: limits, plain: true) { bed in
            let body = #"{"server_keys":{}}"# + String(repeating: " ", count: 900)
            let head = "POST /_matrix/key/v2/query HTTP/1.1\r\nHost: a\r\n"
            var holder = RawClient(port: bed.running.port)
            holder.patience = 1_500
            async let held = holder.send(head + "Content-Length: 2000\r\n\r\n" + body)
            try await Task.sleep(for: .milliseconds(700))
            let refused = try await bed.ask(
                "POST", "/_matrix/key/v2/query", body: Array(body.utf8))
            #expect(refused.status == 503)
            #expect(refused.headers.firstValue(of: "Retry-After") == "1")
            #expect(await held.statuses.isEmpty)
            try await Task.sleep(for: .milliseconds(300))
            // Half of the limit: an answer can be there before its body is given back.
            for _ in 0..<5 {
                let taken = try await bed.ask(
                    "POST", "/_matrix/key/v2/query", body: Array(body.utf8.prefix(450)))
                #expect(taken.status == 200)
            }
        }
    }

    @Test(
        "A client that waits for 100 Continue gets it, and gets 413 at once where it asks too much")
    func expectation() async throws {
        try await TestBed.run(limits: Self.small, plain: true) { bed in
            let client = RawClient(port: bed.running.port)
            let head = "POST /_matrix/key/v2/query HTTP/1.1\r\nHost: one.test\r\n"
            let body = #"{"server_keys":{}}"#
            let good = await client.send(
                Array((head + "Expect: 100-continue\r\nContent-Length: 18\r\n\r\n").utf8),
                Array(body.utf8), pause: 100)
            #expect(good.statuses == ["100", "200"])
            let large = await client.send(
                head + "Expect: 100-continue\r\nContent-Length: 5000\r\n\r\n", halfCloses: true)
            #expect(large.statuses == ["413"])
            let odd = await client.send(
                head + "Expect: miracles\r\nContent-Length: 18\r\n\r\n" + body)
            #expect(odd.statuses == ["417"])
        }
    }

    @Test(
        "What is no HTTP is 400, and the connection ends",
        arguments: [
            "garbage\r\n\r\n", "\u{16}\u{3}\u{1}\u{0}\u{5}hello\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
            "GET / HTTP/1.1\r\nHost one.test\r\n\r\n",
            "PUT / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
            "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        ])
    func garbage(text: String) async throws {
        try await TestBed.run(plain: true) { bed in
            let result = await RawClient(port: bed.running.port).send(text)
            #expect(result.statuses.first == "400")
            #expect(result.text.contains("Connection: close"))
            #expect(result.isClosed)
            let failure = try #require(try await bed.journal.firstFailure())
            guard case .notHTTP(_, let status) = failure else {
                Issue.record("the journal says \(failure)")
                return
            }
            #expect(status == 400)
            let next = try await bed.ask("GET", "/_matrix/federation/v1/version")
            #expect(next.status == 200)
        }
    }

    @Test(
        "A request of HTTP/1.1 without a Host line is 400, and so is one with two",
        arguments: [
            ("HTTP/1.1\r\n", "400"), ("HTTP/1.1\r\nHost: a\r\nHost: a\r\n", "400"),
            ("HTTP/1.1\r\nHost: a\r\nConnection: close\r\n", "200"), ("HTTP/1.0\r\n", "200"),
        ])
    func host(head: String, status: String) async throws {
        try await TestBed.run(plain: true) { bed in
            let result = await RawClient(port: bed.running.port)
                .send("GET /_matrix/federation/v1/version \(head)\r\n")
            #expect(result.statuses == [status])
            #expect(result.isClosed)
            #expect(bed.journal.requests.map(\.status) == [Int(status)])
        }
    }

    @Test(
        "Header lines over the limit are 431",
        arguments: [
            "GET / HTTP/1.1\r\nX: \(String(repeating: "a", count: 5_000))\r\n\r\n",
            "GET / HTTP/1.1\r\n\(String(repeating: "A: b\r\n", count: 21))\r\n",
            "GET /\(String(repeating: "a", count: 5_000)) HTTP/1.1\r\n\r\n",
        ])
    func largeHead(text: String) async throws {
        try await TestBed.run(limits: Self.small, plain: true) { bed in
            let result = await RawClient(port: bed.running.port).send(text)
            #expect(result.statuses == ["431"])
            #expect(result.isClosed)
        }
    }

    @Test(
        "A connection on which no whole request comes is closed when its time is up",
        arguments: ["", "GET / HT", "GET / HTTP/1.1\r\nHost: one.test\r\nX: "])
    func silence(text: String) async throws {
        for plain in [true, false] {
            try await TestBed.run(limits: Self.hasty, plain: plain) { bed in
                let result = await RawClient(port: bed.running.port).send(text)
                #expect(result.isClosed)
                // Over TLS, text that is no handshake may end the connection sooner.
                if plain { #expect(result.milliseconds >= 400) }
                #expect(result.milliseconds < 5_000)
            }
        }
    }

    @Test("A client that drips its header lines is not waited for longer")
    func drip() async throws {
        try await TestBed.run(limits: Self.hasty, plain: true) { bed in
            let result = await RawClient(port: bed.running.port).send(
                Array("GET / HTTP/1.1\r\n".utf8), Array("A: b\r\n".utf8), Array("A: b\r\n".utf8),
                Array("A: b\r\n".utf8), Array("A: b\r\n\r\n".utf8), pause: 200)
            #expect(result.isClosed)
            #expect(result.statuses.isEmpty)
        }
    }

    @Test("A body that does not come is 408")
    func slowBody() async throws {
        try await TestBed.run(limits: Self.hasty, plain: true) { bed in
            let result = await RawClient(port: bed.running.port).send(
                "POST /_matrix/key/v2/query HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{")
            #expect(result.statuses == ["408"])
            #expect(result.isClosed)
        }
    }

    @Test("A connection that ends in the middle of a request leaves nothing behind")
    func brokenOff() async throws {
        try await TestBed.run(plain: true) { bed in
            let result = await RawClient(port: bed.running.port).send(
                "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{", halfCloses: true)
            #expect(result.isClosed)
            #expect(result.milliseconds < 5_000)
        }
    }

    @Test("Requests in a row are answered in order, on one connection")
    func pipelining() async throws {
        try await TestBed.run(plain: true) { bed in
            let version = "GET /_matrix/federation/v1/version HTTP/1.1\r\nHost: one.test\r\n\r\n"
            let nope = "GET /nope HTTP/1.1\r\nHost: one.test\r\n\r\n"
            let last = "GET /last HTTP/1.1\r\nHost: one.test\r\nConnection: close\r\n\r\n"
            let result = await RawClient(port: bed.running.port).send(
                version + nope + version + nope + last)
            #expect(result.statuses == ["200", "404", "200", "404", "404"])
            #expect(result.isClosed)
            let targets = bed.journal.requests.map(\.target)
            #expect(targets.filter { $0 != "/_matrix/federation/v1/version" }.last == "/last")
        }
    }

    @Test("A client that has said all, and closed its side, is still answered")
    func halfClosed() async throws {
        try await TestBed.run(plain: true) { bed in
            let result = await RawClient(port: bed.running.port).send(
                "GET /nope HTTP/1.1\r\nHost: one.test\r\n\r\n", halfCloses: true)
            #expect(result.statuses == ["404"])
            #expect(result.isClosed)
        }
    }

    @Test("HTTP/1.0 and unknown upgrades are answered once, and HEAD without a body")
    func oldHTTP() async throws {
        try await TestBed.run(plain: true) { bed in
            let client = RawClient(port: bed.running.port)
            let old = await client.send("GET /_matrix/federation/v1/version HTTP/1.0\r\n\r\n")
            #expect(old.statuses == ["200"])
            #expect(old.isClosed)
            let upgrade = await client.send(
                "GET /_matrix/federation/v1/version HTTP/1.1\r\nHost: a\r\n"
                    + "Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n")
            #expect(upgrade.statuses == ["200"])
            #expect(upgrade.isClosed)
            let head = await client.send("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(head.statuses == ["404"])
            #expect(head.text.hasSuffix("\r\n\r\n"))
        }
    }

    @Test("One connection more than the limit is closed at once")
    func tooManyConnections() async throws {
        let limits = ServerLimits(connections: 2, idleTimeout: .seconds(3))
        try await TestBed.run(limits: limits, plain: true) { bed in
            let client = RawClient(port: bed.running.port)
            await withTaskGroup(of: RawClient.Result.self) { group in
                for _ in 0..<3 { group.addTask { await client.send("") } }
                var times: [Double] = []
                for await result in group {
                    #expect(result.isClosed)
                    times.append(result.milliseconds)
                }
                #expect(times.count { $0 < 2_000 } == 1)
            }
        }
    }
}
