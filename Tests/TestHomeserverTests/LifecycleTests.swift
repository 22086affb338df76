import Certificates
import FederationCore
import FoundationEssentials
import SigningKeys
import TestHomeserver
import Testing

@Suite("Starting and stopping the embedded homeserver", .serialized)
struct LifecycleTests {
    @Test("Listeners that ask for any port share one")
    func sharedPort() async throws {
        try await TestBed.run(listeners: 2) { bed in
            #expect(bed.running.addresses.count == 2)
            #expect(Set(bed.running.addresses.map(\.port)) == [bed.running.port])
            for address in bed.running.addresses {
                let response = try await bed.ask(
                    "GET", "/_matrix/federation/v1/version", address: address)
                #expect(response.status == 200)
            }
        }
    }

    @Test("Nothing listens after the stop, and idle connections are closed by it")
    func stop() async throws {
        try await TestBed.run(plain: true) { bed in
            let client = RawClient(port: bed.running.port)
            async let idle = client.send("GET /nope HTTP/1.1\r\nHost: a\r\n\r\n")
            for _ in 0..<100 where bed.journal.requests.isEmpty {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(bed.running.connectionCount == 1)
            await bed.running.stop()
            #expect(await idle.isClosed)
            #expect(await idle.milliseconds < 5_000)
            #expect(bed.running.connectionCount == 0)
            await #expect(throws: HTTPExchangeError.self) { try await bed.ask("GET", "/") }
            await bed.running.stop()
        }
    }

    @Test("A client that reads nothing does not hold up the stop for longer than it may")
    func stopWithDeafClient() async throws {
        let limits = ServerLimits(drainTimeout: .milliseconds(300))
        try await TestBed.run(limits: limits, plain: true) { bed in
            let client = RawClient(port: bed.running.port)
            async let unfinished = client.send(
                "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{")
            for _ in 0..<100 where bed.running.connectionCount == 0 {
                try await Task.sleep(for: .milliseconds(10))
            }
            let clock = ContinuousClock()
            let duration = await clock.measure { await bed.running.stop() }
            #expect(duration < .seconds(4))
            #expect(await unfinished.isClosed)
        }
    }

    @Test("Neither descriptors nor threads are left behind")
    func noLeaks() async throws {
        // What the first run opens for the whole process stays open.
        try await TestBed.run { bed in _ = try await bed.ask("GET", "/") }
        let before = (try Self.count("fd"), try Self.count("task"))
        for _ in 0..<5 {
            try await TestBed.run(listeners: 2) { bed in _ = try await bed.ask("GET", "/") }
        }
        for _ in 0..<50 where try Self.count("fd") > before.0 + 2 {
            try await Task.sleep(for: .milliseconds(20))
        }
        // Other tests run beside this one; a leak would show five times.
        let after = (try Self.count("fd"), try Self.count("task"))
        #expect(after.0 <= before.0 + 4)
        #expect(after.1 <= before.1 + 4)
    }

    private static func count(_ kind: String) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/\(kind)").count
    }

    @Test("A homeserver that is missing something does not start, and says what")
    func badConfiguration() async throws {
        var noServer = try TestBed.configuration()
        noServer.servers = []
        await #expect(throws: HomeserverStartError.noServer) {
            try await Homeserver(noServer).start()
        }
        var noListener = try TestBed.configuration()
        noListener.listeners = []
        await #expect(throws: HomeserverStartError.noListener) {
            try await Homeserver(noListener).start()
        }
        var noCertificate = try TestBed.configuration()
        noCertificate.servers.removeLast()
        await #expect(throws: HomeserverStartError.noCertificate(server: "one.test")) {
            try await Homeserver(noCertificate).start()
        }
        var twice = try TestBed.configuration()
        twice.speaksPlainHTTP = true
        twice.servers.append(twice.servers[0])
        await #expect(throws: HomeserverStartError.sharedName("one.test")) {
            try await Homeserver(twice).start()
        }
        var sameKey = try TestBed.configuration()
        sameKey.speaksPlainHTTP = true
        sameKey.servers[0].oldVerifyKeys = [
            OldVerifyKey(key: try TestBed.key(1).publicKey, expiredAt: 1)
        ]
        await #expect {
            try await Homeserver(sameKey).start()
        } throws: { error in
            if case .badKeys("one.test", _)? = error as? HomeserverStartError {
                true
            } else {
                false
            }
        }
    }

    @Test("A chain and a key that do not fit each other do not start")
    func badCertificate() async throws {
        let authority = try CertificateAuthority.throwAway(now: Date())
        var server = try TestBed.configuration().servers[0]
        try server.takeCertificate(from: authority, now: Date())
        let good = try #require(server.tlsIdentity)
        try server.takeCertificate(from: authority, now: Date())
        let other = try #require(server.tlsIdentity)
        for (chain, key, isKey) in [
            (good.chain, other.privateKey, true), ([], good.privateKey, false),
            (Array("nope".utf8), good.privateKey, false),
            (good.chain, PrivateKeyPEM(bytes: Array("nope".utf8)), true),
        ] {
            var configuration = try TestBed.configuration()
            configuration.servers[0].tlsIdentity = TLSIdentity(chain: chain, privateKey: key)
            await #expect {
                try await Homeserver(configuration).start()
            } throws: { error in
                switch error as? HomeserverStartError {
                case .badCertificate: !isKey
                case .badPrivateKey: isKey
                default: false
                }
            }
        }
    }

    @Test("An address that is taken is named, and a foreign one too")
    func addressInUse() async throws {
        try await TestBed.run(plain: true) { bed in
            var configuration = try TestBed.configuration()
            configuration.speaksPlainHTTP = true
            configuration.listeners = [.loopback(port: bed.running.port)]
            let text = "127.0.0.1:\(bed.running.port)"
            await #expect(throws: HomeserverStartError.addressInUse(text)) {
                try await Homeserver(configuration).start()
            }
            configuration.listeners = [ListenAddress(IPAddress(192, 0, 2, 1), port: 0)]
            await #expect {
                try await Homeserver(configuration).start()
            } throws: { error in
                if case .cannotListen? = error as? HomeserverStartError { true } else { false }
            }
        }
    }

    @Test("Every reason not to start is said in words")
    func words() {
        let errors: [HomeserverStartError] = [
            .noServer, .noListener, .sharedName("a"), .badKeys(server: "a", reason: "b"),
            .noCertificate(server: "a"), .badCertificate(server: "a", reason: "b"),
            .badPrivateKey(server: "a", reason: "b"), .addressInUse("a"),
            .cannotListen("a", reason: "b"),
        ]
        #expect(Set(errors.map(\.description)).count == errors.count)
        #expect(errors.compactMap(\.hint).count == 4)
    }
}
