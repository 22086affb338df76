import Certificates
import FederationClient
import FederationCore
import FoundationEssentials
import SigningKeys
import TestHomeserver
import TestSupport
import Testing
import Transport

/// Two homeservers on loopback: the own one, `stranger.test`, and the peer, `one.test`, which refuses what the own
/// one asks.
struct RefusalBed {
    let scene: RefusalScene
    /// What the own server does wrong.
    let ownFaults: FaultPlan
    /// Who came to the own server.
    let ownJournal: MemoryJournal
    let client: FederationClient
    let identity: FederationIdentity
    let peer: ServerName

    private static let keyDocument = ["server-keys"]
    private static let question = "event"

    /// Starts both for `body`, and stops them after.
    static func run(_ scene: RefusalScene, body: (RefusalBed) async throws -> Void) async throws {
        let authority = try CertificateAuthority.throwAway(now: Date())
        let transport = CurlTransport(
            trust: try TrustStore(systemRoots: false, additional: [authority.certificatePEM]))
        let key = try TestBed.key(3)
        let peer = try ServerName(parsing: "one.test")
        let ownName = try ServerName(parsing: "stranger.test")
        let ownFaults = FaultPlan()
        if let fault = scene.ownFault {
            let value: FaultValue? = fault == "status" ? .integer(404) : nil
            try ownFaults.set(FaultSetting(fault, value: value, endpoints: keyDocument))
        }
        var servers = [VirtualServer(name: ownName, signingKey: key)]
        if scene.isDelegated {
            servers.append(
                VirtualServer(
                    name: peer, signingKey: try TestBed.key(1),
                    wellKnown: WellKnownAnswer(server: "host.test:443")))
        }
        let ownJournal = MemoryJournal()
        let own = try await start(servers, authority, TestBed.now) {
            $0.faults = ownFaults
            $0.journal = ownJournal
        }
        var running = [own]
        do {
            let closed = try ClosedPort()
            let ownPort = scene.isGone ? closed.port : own.port
            let peerTime = TestBed.now.addingTimeInterval(scene.peerIsAhead)
            let federation = FederationClient(
                environment: RequestBed.environment(
                    to: scene.isHidden ? closed.port : ownPort,
                    try peerTransport(scene, authority), at: peerTime))
            let peerFaults = FaultPlan()
            if scene.refusesOnce {
                try peerFaults.set(
                    FaultSetting(
                        "matrix-error", value: .text("401 M_UNAUTHORIZED"),
                        endpoints: [question], count: 1))
            }
            let server = VirtualServer(
                name: try peerName(scene, peer), signingKey: try TestBed.key(1),
                aliases: scene.isOther ? ["\(peer)"] : [])
            running.append(
                try await start([server], authority, peerTime) { configuration in
                    configuration.federation = federation
                    configuration.verifyKeys = KeyRing(
                        fetchingWith: federation, time: configuration.time)
                    configuration.faults = peerFaults
                })
            let identity = FederationIdentity(
                serverName: try ServerName(parsing: scene.origin), key: key)
            var environment = RequestBed.environment(
                to: running[1].port,
                PeerFrontEnd(
                    habit: scene.frontEnd, peer: peer, identity: identity, transport: transport))
            for name in scene.isDelegated ? ["stranger.test", "one.test"] : ["stranger.test"] {
                environment.connectOverrides.insert(
                    ConnectOverride(
                        host: name, port: nil, newHost: "127.0.0.1", newPort: ownPort), at: 0)
            }
            try await body(
                RefusalBed(
                    scene: scene, ownFaults: ownFaults, ownJournal: ownJournal,
                    client: FederationClient(environment: environment), identity: identity,
                    peer: peer))
        } catch {
            for homeserver in running { await homeserver.stop() }
            throw error
        }
        for homeserver in running { await homeserver.stop() }
    }

    /// What the peer fetches keys with.
    private static func peerTransport(
        _ scene: RefusalScene, _ authority: CertificateAuthority
    ) throws -> CurlTransport {
        let known =
            scene.isDistrusted ? try CertificateAuthority.throwAway(now: Date()) : authority
        return CurlTransport(
            trust: try TrustStore(systemRoots: false, additional: [known.certificatePEM]))
    }

    /// The name that the server has which answers for the peer.
    private static func peerName(_ scene: RefusalScene, _ peer: ServerName) throws -> ServerName {
        if scene.isOther { return try ServerName(parsing: "other.test") }
        return scene.isDelegated ? try ServerName(parsing: "host.test:443") : peer
    }

    private static func start(
        _ servers: [VirtualServer], _ authority: CertificateAuthority, _ now: Date,
        configure: (inout HomeserverConfiguration) -> Void
    ) async throws -> RunningHomeserver {
        var servers = servers
        for index in servers.indices {
            try servers[index].takeCertificate(from: authority, now: Date())
        }
        var configuration = HomeserverConfiguration(
            servers: servers, software: SoftwareVersion(name: "fedctl", version: "1.2.3"),
            verifyKeys: KnownKeys(keys: [:]), time: FixedTime(now: now))
        configuration.limits.drainTimeout = .milliseconds(200)
        configure(&configuration)
        return try await Homeserver(configuration).start()
    }

    /// A question that the peer does not take.
    private func request() throws -> FederationRequest {
        if scene.isTargetRaw {
            return try FederationRequest(
                method: "GET", target: "/_matrix/federation/v1/\(Self.question)/$e:one.test",
                to: peer)
        }
        return try FederationRequest(
            try #require(Endpoint.named(Self.question)), to: peer,
            parameters: [RequestParameter("eventId", "$e:one.test")])
    }

    /// Asks, and has the refusal explained.
    func report() async throws -> RefusalReport {
        if scene.isOver {
            // The peer learns the key by a request, and as a notary.
            _ = try await client.send(request(), signedBy: identity)
            _ = try await client.send(
                FederationRequest(
                    try #require(Endpoint.named("notary-keys")), to: peer,
                    parameters: [RequestParameter("serverName", "\(identity.serverName)")]),
                signedBy: nil)
            ownFaults.removeAll()
        }
        let request = try request()
        let refused = try await client.send(request, signedBy: identity)
        #expect(refused.response.status == 401)
        if scene.isDistrusted { _ = try await ownJournal.firstFailure() }
        // As the command does that serves the own keys.
        let visits = ServedKeyVisits(
            client: client, failures: ownJournal.failures.map(\.description))
        return await client.explain(refused, of: request, signedBy: identity, visits: visits)
    }
}
