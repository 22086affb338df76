import FederationCore
import NIOCore
import NIOPosix

/// An embedded homeserver that has not been started.
///
/// ```swift
/// let running = try await Homeserver(configuration).start()
/// … running.addresses …
/// await running.stop()
/// ```
public struct Homeserver: Sendable {
    /// What it was told.
    public let configuration: HomeserverConfiguration

    /// A homeserver that will do as `configuration` says.
    public init(_ configuration: HomeserverConfiguration) {
        self.configuration = configuration
    }

    /// Opens the listeners, and serves from then on.
    ///
    /// - Throws: ``HomeserverStartError``; nothing stays open then.
    public func start() async throws(HomeserverStartError) -> RunningHomeserver {
        guard !configuration.servers.isEmpty else { throw .noServer }
        guard !configuration.listeners.isEmpty else { throw .noListener }
        do {
            try configuration.faults?.check(
                servers: configuration.servers.map(\.name),
                speaksTLS: !configuration.speaksPlainHTTP)
        } catch {
            throw .badFaults(error)
        }
        let now = UTCTime(configuration.time.now).milliseconds
        for server in configuration.servers {
            do {
                _ = try server.keyDocument(now: now)
            } catch {
                throw .badKeys(server: server.name.description, reason: "\(error)")
            }
        }
        let tls = configuration.speaksPlainHTTP ? nil : try TLSContexts(configuration.servers)
        var told = configuration
        if told.control != nil, told.faults == nil { told.faults = FaultPlan() }
        let responder = try Responder(told)
        let registry = ConnectionRegistry(limit: told.limits.connections)
        let (connections, continuation) = AsyncStream.makeStream(of: Connection.self)
        var faults: ConnectionFaults?
        if let plan = told.faults { faults = try ConnectionFaults(plan, told) }
        let pipeline = ConnectionPipeline(
            tls: tls, limits: told.limits, server: "\(told.software.name)/\(told.software.version)",
            registry: registry, budget: BodyBudget(limit: told.limits.heldBodyBytes),
            connections: continuation, responder: responder, faults: faults)
        let threads = MultiThreadedEventLoopGroup(numberOfThreads: min(System.coreCount, 4))
        let controllers = ConnectionRegistry(limit: Self.controllerLimit)
        var listeners: [any Channel] = []
        do {
            listeners = try await Listeners(threads, pipeline).open(told.listeners)
            let addresses = listeners.compactMap(Self.address)
            var controlAddress: ListenAddress?
            if let control = told.control {
                let home = ControlledHomeserver(
                    responder, control, told, addresses: addresses)
                let pipeline = pipeline.controlling(
                    ControlResponder(home, token: control.token, time: told.time),
                    registry: controllers)
                let opened = try await Listeners(threads, pipeline).open([control.listener])
                listeners += opened
                controlAddress = opened.first.flatMap(Self.address)
            }
            return RunningHomeserver(
                addresses: addresses, controlAddress: controlAddress, listeners: listeners,
                registry: registry, controllers: controllers, threads: threads,
                drainTimeout: told.limits.drainTimeout, connections: connections,
                continuation: continuation, responder: responder)
        } catch {
            for listener in listeners { await Listeners.close(listener) }
            continuation.finish()
            await RunningHomeserver.end(threads)
            throw error
        }
    }

    /// How many connections there can be at a time to control it.
    private static let controllerLimit = 64

    private static func address(of listener: any Channel) -> ListenAddress? {
        guard let local = listener.localAddress, let ip = local.ipAddress, let port = local.port,
            let address = IPAddress(parsing: ip)
        else { return nil }
        return ListenAddress(address, port: UInt16(port))
    }
}
