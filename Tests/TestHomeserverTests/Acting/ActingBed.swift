import FederationCore
import MatrixJSON
import RoomEvents
import RoomParticipation
import RoomState
import SigningKeys
import TestHomeserver
import TestSupport
import Testing

@testable import struct TestHomeserver.ActingServer
@testable import struct TestHomeserver.ControlOperation
@testable import class TestHomeserver.HostedRoom
@testable import class TestHomeserver.RunningHomeserver

/// Two homeservers on loopback, `east.test` and `west.test`, that reach each other and act of their own accord.
struct ActingBed {
    let east: ActingServer
    let west: ActingServer
    let federation: LoopFederation
    let sleep: CountingSleep
    /// Where both are controlled.
    let controls: [ListenAddress]

    /// Starts both with the content of a file each, for `body`, and stops them after.
    static func run(
        east: String = "{}", west: String = "{}", retries: Int = 3,
        pace: Duration = .milliseconds(5), fetchesKeys: Bool = false,
        body: (ActingBed) async throws -> Void
    ) async throws {
        let federation = try LoopFederation()
        let sleep = CountingSleep(pace: pace)
        let names = try ["east.test", "west.test"].map { try ServerName(parsing: $0) }
        let keys = KnownKeys(
            keys: [
                names[0]: try TestBed.key(1).publicKey, names[1]: try TestBed.key(2).publicKey,
            ])
        var running: [RunningHomeserver] = []
        var failure: (any Error)?
        do {
            for (index, content) in [east, west].enumerated() {
                var configuration = HomeserverConfiguration(
                    servers: [
                        VirtualServer(
                            name: names[index], signingKey: try TestBed.key(UInt8(index + 1)),
                            content: try DescribedFile.content(content))
                    ], speaksPlainHTTP: true,
                    software: SoftwareVersion(name: "fedctl", version: "1.2.3"),
                    verifyKeys: fetchesKeys
                        ? KeyRing(fetchingWith: federation, time: FixedTime(now: TestBed.now))
                        : keys,
                    federation: federation, time: FixedTime(now: TestBed.now))
                configuration.clock = sleep
                configuration.control = ControlConfiguration(token: ControlBed.token)
                configuration.retries = RetryPolicy(attempts: retries)
                running.append(try await Homeserver(configuration).start())
                federation.set(names[index], at: running[index].addresses[0])
            }
            try await body(
                ActingBed(
                    east: try #require(running[0].router.acting(as: names[0])),
                    west: try #require(running[1].router.acting(as: names[1])),
                    federation: federation, sleep: sleep,
                    controls: running.compactMap(\.controlAddress)))
        } catch {
            failure = error
        }
        for homeserver in running { await homeserver.stop() }
        if let failure { throw failure }
    }

    /// What a control operation gives: of `east.test`, or of the other one.
    func control(
        _ operation: String, _ arguments: JSONObject = [:], west: Bool = false
    ) async throws -> JSONValue {
        let response = try await response(of: operation, arguments, west: west)
        #expect(response.status == 200, "\(operation): \(response.json)")
        return response.json
    }

    /// The answer to a control operation, whatever it is.
    func response(
        of name: String, _ arguments: JSONObject = [:], west: Bool = false
    ) async throws -> HTTPResponse {
        let operation = try #require(ControlOperation.at("/v1/\(name)"))
        var target = operation.path
        if operation.method == .get {
            let items = arguments.members.map { name, value in
                "\(name)=" + PercentEncoding.encode(value.text ?? "\(value.canonicalText)")
            }
            target += "?" + items.joined(separator: "&")
        }
        let response = try await federation.ask(
            HTTPRequest(
                method: operation.method.rawValue, target: target, hostHeader: "localhost",
                headers: [HTTPHeader("Authorization", "Bearer \(ControlBed.token)")],
                body: operation.method == .get ? nil : arguments.canonicalBytes()),
            at: controls[west ? 1 : 0])
        try ControlSchema.hold(operation.path, arguments, response)
        return response
    }

    /// Waits until something is so, for ten seconds at most.
    static func wait(
        for condition: String, _ isSo: () -> Bool
    ) async throws {
        for _ in 0..<1_000 {
            if isSo() { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("this did not come to be: \(condition)")
    }

    /// Waits until nobody has anything left to send.
    func settle() async throws {
        try await Self.wait(for: "nothing left to send") {
            east.state.outbox?.isIdle == true && west.state.outbox?.isIdle == true
        }
    }

    /// Waits until both have the same events at the end of a room, and the same state.
    func agree(on room: RoomID) async throws {
        try await settle()
        let ends = [east, west].map { server in
            server.state.rooms[room]?.read { timeline in
                Set(timeline.forwardExtremities.map(\.eventID))
            }
        }
        #expect(ends[0] != nil && ends[0] == ends[1])
        let states = [east, west].map { $0.state.rooms[room]?.read(\.currentState) }
        #expect(states[0] != nil && states[0] == states[1])
    }
}

extension JSONValue {
    fileprivate var canonicalText: String { String(decoding: canonicalBytes(), as: UTF8.self) }
}
