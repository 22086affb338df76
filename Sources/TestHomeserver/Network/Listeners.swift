import FederationCore
import NIOCore
import NIOPosix

/// Opens the listening sockets of a homeserver.
struct Listeners {
    private static let attempts = 20

    private let threads: MultiThreadedEventLoopGroup
    private let pipeline: ConnectionPipeline

    init(_ threads: MultiThreadedEventLoopGroup, _ pipeline: ConnectionPipeline) {
        self.threads = threads
        self.pipeline = pipeline
    }

    /// Opens all of `addresses`, or none; those that ask for port 0 get one port together.
    func open(_ addresses: [ListenAddress]) async throws(HomeserverStartError) -> [any Channel] {
        let sharesPort = addresses.count { $0.port == 0 } > 1
        for _ in 1..<(sharesPort ? Self.attempts : 1) {
            do {
                return try await openOnce(addresses)
            } catch .addressInUse {
                // The port that was chosen for one address is taken at another: choose again.
                continue
            }
        }
        return try await openOnce(addresses)
    }

    private func openOnce(
        _ addresses: [ListenAddress]
    ) async throws(HomeserverStartError) -> [any Channel] {
        var opened: [any Channel] = []
        var chosenPort: UInt16 = 0
        for var address in addresses {
            let asksForPort = address.port == 0
            if asksForPort { address.port = chosenPort }
            do {
                let channel = try await bind(address)
                opened.append(channel)
                if asksForPort, let port = channel.localAddress?.port { chosenPort = UInt16(port) }
            } catch {
                for channel in opened { await Self.close(channel) }
                throw Self.startError(error, at: address)
            }
        }
        return opened
    }

    private func bind(_ address: ListenAddress) async throws -> any Channel {
        let pipeline = pipeline
        var bootstrap = ServerBootstrap(group: threads)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            // What is read at once is cut into requests at once: a large piece is many.
            .childChannelOption(
                .recvAllocator,
                value: AdaptiveRecvByteBufferAllocator(
                    minimum: 1_024, initial: 4_096, maximum: 16_384)
            )
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try pipeline.set(up: channel) }
            }
        if address.address.family == .v6 {
            bootstrap = bootstrap.serverChannelOption(
                ChannelOptions.Types.SocketOption(level: .ipv6, name: .ipv6_v6only), value: 1)
        }
        return try await bootstrap.bind(
            host: address.address.description, port: Int(address.port)
        ).get()
    }

    /// Closes a listener; one that is closed already is as good.
    static func close(_ channel: any Channel) async {
        channel.close(promise: nil)
        try? await channel.closeFuture.get()
    }

    private static func startError(
        _ error: any Error, at address: ListenAddress
    ) -> HomeserverStartError {
        guard let error = error as? IOError else {
            return .cannotListen("\(address)", reason: "\(error)")
        }
        if error.errnoCode == EADDRINUSE { return .addressInUse("\(address)") }
        return .cannotListen("\(address)", reason: String(cString: strerror(error.errnoCode)))
    }
}
