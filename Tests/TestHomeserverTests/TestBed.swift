import Certificates
import FederationCore
import FoundationEssentials
import MatrixJSON
import SigningKeys
import TestHomeserver
import TestSupport
import Testing
import Transport

/// A homeserver on loopback with two virtual servers, an authority of its own, and a client that trusts it.
struct TestBed {
    /// The moment that every test is at.
    static let now = Date(timeIntervalSince1970: 1_795_000_000)

    let running: RunningHomeserver
    let journal: MemoryJournal
    let transport: CurlTransport
    let usesTLS: Bool
    /// A server elsewhere, whose key the homeserver can find out.
    let stranger: FederationIdentity

    /// Starts one for `body`, and stops it after; `configure` has the last word on the configuration.
    static func run(
        limits: ServerLimits = ServerLimits(), plain: Bool = false, listeners: Int = 1,
        configure: (inout HomeserverConfiguration) -> Void = { _ in },
        body: (TestBed) async throws -> Void
    ) async throws {
        let bed = try await TestBed(
            limits: limits, plain: plain, listeners: listeners, configure: configure)
        do {
            try await body(bed)
        } catch {
            await bed.running.stop()
            throw error
        }
        await bed.running.stop()
    }

    private init(
        limits: ServerLimits, plain: Bool, listeners: Int,
        configure: (inout HomeserverConfiguration) -> Void
    ) async throws {
        let clock = Date()
        let authority = try CertificateAuthority.throwAway(now: clock)
        stranger = FederationIdentity(
            serverName: try ServerName(parsing: "stranger.test"), key: try Self.key(3))
        journal = MemoryJournal()
        usesTLS = !plain
        var configuration = try Self.configuration(limits: limits)
        for index in configuration.servers.indices {
            try configuration.servers[index].takeCertificate(from: authority, now: clock)
        }
        configuration.speaksPlainHTTP = plain
        configuration.journal = journal
        configuration.verifyKeys = KnownKeys(
            keys: [stranger.serverName: stranger.key.publicKey])
        if listeners > 1, let loopback = IPAddress(parsing: "::1") {
            configuration.listeners.append(ListenAddress(loopback, port: 0))
        }
        configure(&configuration)
        running = try await Homeserver(configuration).start()
        transport = CurlTransport(
            trust: try TrustStore(systemRoots: false, additional: [authority.certificatePEM]))
    }

    /// `one.test`, which is delegated and has an old key, and `two.test`, without certificates.
    static func configuration(limits: ServerLimits = ServerLimits()) throws
        -> HomeserverConfiguration
    {
        let one = VirtualServer(
            name: try ServerName(parsing: "one.test"), signingKey: try key(1),
            oldVerifyKeys: [
                OldVerifyKey(key: try key(9).publicKey, expiredAt: 1_700_000_000_000)
            ],
            keyValidity: .seconds(3_600),
            wellKnown: WellKnownAnswer(
                server: "matrix.one.test:443", cacheControl: "max-age=3600"))
        let two = VirtualServer(
            name: try ServerName(parsing: "two.test"), signingKey: try key(2))
        return HomeserverConfiguration(
            servers: [one, two], software: SoftwareVersion(name: "fedctl", version: "1.2.3"),
            limits: limits, verifyKeys: KnownKeys(keys: [:]), time: FixedTime(now: now))
    }

    /// A key whose seed is `number`, 32 times.
    static func key(_ number: UInt8) throws -> SigningKey {
        try SigningKey(
            keyID: try KeyID(parsing: "ed25519:k\(number)"),
            seed: try SigningSeed(bytes: [UInt8](repeating: number, count: 32)))
    }

    /// Sends one request to a virtual server.
    func ask(
        _ method: String = "GET", _ target: String, host: String = "one.test",
        tlsName: String? = nil, headers: [HTTPHeader] = [], body: [UInt8]? = nil,
        address: ListenAddress? = nil
    ) async throws -> HTTPResponse {
        let address = address ?? running.addresses[0]
        let route = HTTPRoute(
            address: address.address, port: address.port,
            tlsName: .name(tlsName ?? String(host.prefix { $0 != ":" })), usesTLS: usesTLS)
        return try await transport.exchange(
            HTTPRequest(
                method: method, target: target, hostHeader: host, headers: headers, body: body),
            over: route, limits: HTTPLimits(timeout: .seconds(60)))
    }

    /// Sends a request of the endpoint table that is signed by the stranger, to `one.test`.
    func ask(
        _ operation: String, _ parameters: [(String, String)] = [], body: JSONObject? = nil
    ) async throws -> HTTPResponse {
        let endpoint = try #require(Endpoint.named(operation))
        return try await ask(
            try FederationRequest(
                endpoint, to: try ServerName(parsing: "one.test"),
                parameters: parameters.map { RequestParameter($0.0, $0.1) },
                body: body.map { .json(.object($0)) }))
    }

    /// Sends a request that is signed by the stranger, to `one.test`.
    func ask(_ request: FederationRequest) async throws -> HTTPResponse {
        let signed = try request.signed(by: stranger)
        return try await ask(
            signed.method, signed.target,
            headers: [HTTPHeader("Authorization", signed.authorization)], body: signed.body)
    }
}
