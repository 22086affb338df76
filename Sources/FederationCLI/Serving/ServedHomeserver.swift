import Certificates
import FederationCore
import Rendering
import SigningKeys
import TestHomeserver

/// A homeserver that a command started, with the authority that its certificate comes from.
struct ServedHomeserver: Sendable {
    /// What it says about itself.
    let announcement: ServeAnnouncement
    private let running: RunningHomeserver
    private let authority: ServingAuthority?

    /// Starts what `options` say; where the system chooses the port, another is tried when somebody
    /// else was faster.
    static func start(
        _ options: ServeOptions, _ context: CommandContext,
        journal: (any ExchangeRecording)? = nil
    ) async throws -> ServedHomeserver {
        for _ in 0..<8 where options.choosesPort {
            do {
                return try await startOnce(options, context, journal: journal)
            } catch HomeserverStartError.addressInUse {
                continue
            }
        }
        do {
            return try await startOnce(options, context, journal: journal)
        } catch let error as HomeserverStartError {
            throw CommandFailure.badInput("\(error)", hint: error.hint)
        }
    }

    private static func startOnce(
        _ options: ServeOptions, _ context: CommandContext, journal: (any ExchangeRecording)?
    ) async throws -> ServedHomeserver {
        let listeners = try options.addresses()
        let texts =
            options.names.isEmpty ? ["localhost:\(listeners[0].port)"] : options.names
        let names = try texts.map(ArgumentText.serverName)
        let builder = try ServerBuilder(options: options, context: context)
        do {
            let servers = try names.enumerated().map { index, name in
                try builder.server(named: name, isFirst: index == 0, listeners: listeners)
            }
            let configuration = HomeserverConfiguration(
                servers: servers, listeners: listeners,
                speaksPlainHTTP: options.speaksPlainHTTP,
                software: SoftwareVersion(name: "fedctl", version: FedctlVersion.current),
                verifyKeys: NoVerifyKeys(), time: context.time, journal: journal)
            let running = try await Homeserver(configuration).start()
            return ServedHomeserver(
                announcement: ServeAnnouncement(
                    servers: servers.map { ($0.name, $0.signingKey.publicKey) },
                    addresses: running.addresses.map(\.description),
                    authorityFile: builder.authority?.certificateFile,
                    speaksPlainHTTP: options.speaksPlainHTTP),
                running: running, authority: builder.authority)
        } catch {
            builder.authority?.close()
            throw error
        }
    }

    /// Ends the server and removes a throw-away authority.
    func stop() async {
        await running.stop()
        authority?.close()
    }
}
