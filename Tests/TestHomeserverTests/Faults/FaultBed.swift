import Certificates
import FederationCore
import FoundationEssentials
import MatrixJSON
import SigningKeys
import TestHomeserver
import TestSupport
import Transport

/// A homeserver on loopback whose faults can be set, with a client that trusts its authority.
struct FaultBed: Sendable {
    let running: RunningHomeserver
    let plan: FaultPlan
    let journal: MemoryJournal
    let transport: CurlTransport
    let authority: CertificateAuthority
    let usesTLS: Bool
    /// The moment that the homeserver is at.
    let now: Date
    /// A server elsewhere, whose key the homeserver can find out.
    let stranger: FederationIdentity

    /// A room of that version, on `one.test`.
    private static func content(_ version: String) throws -> ServerContent {
        let room = ##"{"id":"lobby","version":"\##(version)","aliases":["#lobby:one.test"],"##
        let members = #""members":["@a:one.test","@b:two.test"],"messages":3}"#
        return try DescribedFile.content(#"{"rooms":["# + room + members + "]}")
    }

    /// Starts one for `body`, and stops it after.
    static func run(
        plan: FaultPlan = FaultPlan(seed: 7), plain: Bool = false, version: String = "11",
        body: (FaultBed) async throws -> Void
    ) async throws {
        let bed = try await FaultBed(plan: plan, plain: plain, version: version)
        do {
            try await body(bed)
        } catch {
            await bed.running.stop()
            throw error
        }
        await bed.running.stop()
    }

    private init(plan: FaultPlan, plain: Bool, version: String) async throws {
        let clock = Date()
        now = clock
        authority = try CertificateAuthority.throwAway(now: clock)
        stranger = FederationIdentity(
            serverName: try ServerName(parsing: "stranger.test"), key: try TestBed.key(3))
        journal = MemoryJournal()
        usesTLS = !plain
        self.plan = plan
        var configuration = try TestBed.configuration()
        for index in configuration.servers.indices {
            try configuration.servers[index].takeCertificate(from: authority, now: clock)
        }
        configuration.servers[0].content = try Self.content(version)
        configuration.limits.drainTimeout = .milliseconds(200)
        configuration.speaksPlainHTTP = plain
        configuration.journal = journal
        configuration.faults = plan
        configuration.faultAuthority = authority
        configuration.time = FixedTime(now: clock)
        configuration.verifyKeys = KnownKeys(
            keys: [stranger.serverName: stranger.key.publicKey])
        running = try await Homeserver(configuration).start()
        transport = CurlTransport(
            trust: try TrustStore(systemRoots: false, additional: [authority.certificatePEM]))
    }

    /// Sends one request to a virtual server.
    func ask(
        _ method: String = "GET", _ target: String = "/_matrix/federation/v1/version",
        host: String = "one.test", headers: [HTTPHeader] = [], body: [UInt8]? = nil,
        timeout: Duration = .seconds(20)
    ) async throws -> HTTPResponse {
        let route = HTTPRoute(
            address: running.addresses[0].address, port: running.port, tlsName: .name(host),
            usesTLS: usesTLS)
        return try await transport.exchange(
            HTTPRequest(
                method: method, target: target, hostHeader: host, headers: headers, body: body),
            over: route, limits: HTTPLimits(timeout: timeout))
    }

    /// Sends a request that is signed by the stranger, to `one.test`.
    func ask(_ request: FederationRequest) async throws -> HTTPResponse {
        let signed = try request.signed(by: stranger)
        return try await ask(
            signed.method, signed.target,
            headers: [HTTPHeader("Authorization", signed.authorization)], body: signed.body)
    }

    /// What comes back over plain TCP to a request for the version, in at most `patience` milliseconds.
    func raw(patience: Int = 3_000) async -> RawClient.Result {
        var client = RawClient(port: running.port)
        client.patience = patience
        return await client.send(
            "GET /_matrix/federation/v1/version HTTP/1.1\r\nHost: one.test\r\n"
                + "Connection: close\r\n\r\n")
    }

    /// The error of a request for the version; none where it is answered.
    func failure(timeout: Duration = .seconds(20)) async throws -> HTTPExchangeError? {
        do {
            _ = try await ask(timeout: timeout)
            return nil
        } catch let error as HTTPExchangeError {
            return error
        }
    }
}
