import NIOCore
import NIOPosix
import Synchronization

/// An embedded homeserver that serves.
public final class RunningHomeserver: Sendable {
    /// Where it listens, with the ports that the system chose.
    public let addresses: [ListenAddress]
    /// Where it can be asked and told while it runs; none where nobody wanted that.
    public let controlAddress: ListenAddress?
    private let listeners: [any Channel]
    private let registry: ConnectionRegistry
    /// The connections of those who control it.
    private let controllers: ConnectionRegistry
    private let threads: MultiThreadedEventLoopGroup
    private let drainTimeout: Duration
    private let continuation: AsyncStream<Connection>.Continuation
    /// The parent of every connection's task.
    private let serving: Task<Void, Never>
    /// What goes on beside the requests.
    private let work: BackgroundWork
    /// The parent of that.
    private let working: Task<Void, Never>
    /// Leads requests to their handlers.
    let router: Router
    /// Where those who control it wish its end.
    private let wish: StopWish
    /// Lets go on what is held.
    private let release: @Sendable () -> Void
    /// The end, once somebody has asked for it.
    private let ending = Mutex<Task<Void, Never>?>(nil)

    init(
        addresses: [ListenAddress], controlAddress: ListenAddress?, listeners: [any Channel],
        registry: ConnectionRegistry, controllers: ConnectionRegistry,
        threads: MultiThreadedEventLoopGroup, drainTimeout: Duration,
        connections: AsyncStream<Connection>, continuation: AsyncStream<Connection>.Continuation,
        responder: Responder
    ) {
        wish = responder.wish
        release = { responder.release() }
        self.addresses = addresses
        self.controlAddress = controlAddress
        self.controllers = controllers
        self.listeners = listeners
        self.registry = registry
        self.threads = threads
        self.drainTimeout = drainTimeout
        self.continuation = continuation
        router = responder.router
        let work = responder.work
        self.work = work
        working = Task(executorPreference: WorkThreads.long) { await work.run() }
        serving = Task(executorPreference: WorkThreads.brief) {
            await withDiscardingTaskGroup { group in
                for await connection in connections {
                    group.addTask { await connection.serve() }
                }
            }
        }
    }

    /// The port of the first address.
    public var port: UInt16 { addresses.first?.port ?? 0 }

    /// Returns once somebody who controls it wants it to end, or the task is cancelled.
    ///
    /// It does not end by itself.
    public func untilShutdownIsWished() async { await wish.wait() }

    /// How many connections are open.
    public var connectionCount: Int { registry.count }

    /// Takes no more connections, lets requests that are being answered end, and closes everything.
    ///
    /// What its servers have not sent yet is not sent any more.
    ///
    /// Returns once no socket and no thread is left, also to those who call it again.
    public func stop() async {
        let task = ending.withLock { task in
            let begun = task ?? Task { await self.end() }
            task = begun
            return begun
        }
        await task.value
    }

    private func end() async {
        for listener in listeners { await Listeners.close(listener) }
        continuation.finish()
        release()
        registry.drain()
        controllers.drain()
        let timeout = drainTimeout
        let hurry = Task { [registry, controllers, serving] in
            // Cancelled where everything ended in time.
            guard (try? await Task.sleep(for: timeout)) != nil else { return }
            serving.cancel()
            registry.closeAll()
            controllers.closeAll()
        }
        await serving.value
        hurry.cancel()
        work.finish()
        working.cancel()
        await working.value
        registry.closeAll()
        controllers.closeAll()
        await Self.end(threads)
    }

    /// Ends the threads; what they still hold is closed.
    static func end(_ threads: MultiThreadedEventLoopGroup) async {
        // The one error is that they have ended already.
        try? await threads.shutdownGracefully()
    }
}
