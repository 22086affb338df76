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
        let now = UTCTime(configuration.time.now).milliseconds
        for server in configuration.servers {
            do {
                _ = try server.keyDocument(now: now)
            } catch {
                throw .badKeys(server: server.name.description, reason: "\(error)")
            }
        }
        let tls = configuration.speaksPlainHTTP ? nil : try TLSContexts(configuration.servers)
        let responder = try Responder(configuration)
        var faults: ConnectionFaults?
        if let plan = configuration.faults { faults = try ConnectionFaults(plan, configuration) }
        let registry = ConnectionRegistry(limit: configuration.limits.connections)
        let (connections, continuation) = AsyncStream.makeStream(of: Connection.self)
        let software = configuration.software
        let pipeline = ConnectionPipeline(
            tls: tls, limits: configuration.limits, server: "\(software.name)/\(software.version)",
            registry: registry, budget: BodyBudget(limit: configuration.limits.heldBodyBytes),
            connections: continuation, faults: faults)
        let threads = MultiThreadedEventLoopGroup(numberOfThreads: min(System.coreCount, 4))
        let listeners: [any Channel]
        do {
            listeners = try await Listeners(threads, pipeline).open(configuration.listeners)
        } catch {
            continuation.finish()
            await RunningHomeserver.end(threads)
            throw error
        }
        return RunningHomeserver(
            addresses: listeners.compactMap(Self.address), listeners: listeners,
            registry: registry, threads: threads, drainTimeout: configuration.limits.drainTimeout,
            connections: connections, continuation: continuation, responder: responder)
    }

    private static func address(of listener: any Channel) -> ListenAddress? {
        guard let local = listener.localAddress, let ip = local.ipAddress, let port = local.port,
            let address = IPAddress(parsing: ip)
        else { return nil }
        return ListenAddress(address, port: UInt16(port))
    }
}
