import Certificates
import FederationClient
import FederationCore
import Rendering
import SigningKeys
import TestHomeserver

/// A homeserver that a command started, with the authority that its certificate comes from.
struct ServedHomeserver: Sendable {
    /// What it says about itself.
    let announcement: ServeAnnouncement
    /// What its first name signs with.
    let signingKey: SigningKey
    private let running: RunningHomeserver
    private let authority: ServingAuthority?

    /// Starts what `options` say; where the system chooses the port, another is tried when somebody
    /// else was faster.
    static func start(
        _ options: ServeOptions, _ context: CommandContext,
        journal: (any ExchangeRecording)? = nil
    ) async throws -> ServedHomeserver {
        var attempts = options.choosesPort ? 8 : 1
        while true {
            attempts -= 1
            do {
                return try await startOnce(options, context, journal: journal)
            } catch HomeserverStartError.addressInUse where attempts > 0 {
                continue
            } catch let error as HomeserverStartError {
                throw ServedContents(options).failure(error)
            }
        }
    }

    private static func startOnce(
        _ options: ServeOptions, _ context: CommandContext, journal: (any ExchangeRecording)?
    ) async throws -> ServedHomeserver {
        let listeners = try options.addresses()
        let limits = Self.limits(options, context)
        let texts =
            options.names.isEmpty ? ["localhost:\(listeners[0].port)"] : options.names
        let names = try texts.map(ArgumentText.serverName)
        let builder = try ServerBuilder(options: options, context: context)
        do {
            var servers = try names.enumerated().map { index, name in
                try builder.server(named: name, isFirst: index == 0, listeners: listeners)
            }
            try ServedContents(options).give(to: &servers)
            let control = try options.control(context, journal: journal)
            // Where somebody can ask for exchanges, they are counted there.
            let own = control == nil ? journal.map(NumberedJournal.init) : nil
            let plain = FederationClient(
                environment: try outgoing(options, context, builder.authority, servers, listeners))
            let recording: [(any ExchangeRecording)?] = [own, control?.journal]
            let journals = Journals(all: recording.compactMap(\.self))
            let client = JournaledFederation(plain, journal: journals, time: context.time)
            var configuration = HomeserverConfiguration(
                servers: servers, listeners: listeners,
                speaksPlainHTTP: options.certificates.speaksPlainHTTP,
                software: SoftwareVersion(name: "fedctl", version: FedctlVersion.current),
                limits: limits, verifyKeys: KeyRing(fetchingWith: client, time: context.time),
                federation: client, time: context.time, journal: own)
            configuration.faults = try options.faults.map {
                try YAMLFile(path: $0).decodeAsJSON(FaultPlan.self)
            }
            configuration.faultAuthority = builder.authority?.authority
            configuration.control = control
            configuration.isApart = options.apart
            let running = try await Homeserver(configuration).start()
            return ServedHomeserver(
                announcement: ServeAnnouncement(
                    servers: servers.map { ($0.name, $0.signingKey.publicKey) },
                    delegate: options.wellKnown.flatMap { try? ServerName(parsing: $0) },
                    addresses: running.addresses.map(\.description),
                    authorityFile: builder.authority?.certificateFile,
                    speaksPlainHTTP: options.certificates.speaksPlainHTTP,
                    control: Self.control(of: running, configuration)),
                signingKey: servers[0].signingKey, running: running, authority: builder.authority)
        } catch {
            builder.authority?.close()
            throw error
        }
    }

    /// Where the homeserver can be asked and told; none where it cannot.
    private static func control(
        of running: RunningHomeserver, _ configuration: HomeserverConfiguration
    ) -> ServeAnnouncement.Control? {
        guard let address = running.controlAddress, let control = configuration.control else {
            return nil
        }
        return ServeAnnouncement.Control(url: "http://\(address)", token: control.token)
    }

    /// The limits that the options say, with no more connections than the system lets be.
    private static func limits(_ options: ServeOptions, _ context: CommandContext) -> ServerLimits {
        var limits = options.limits.limits
        let possible = OpenFileLimit.raise(for: limits.connections)
        if possible < limits.connections {
            context.note(
                "only \(possible) connections at a time: the system lets no more files be open "
                    + "(ulimit -n)")
            limits.connections = possible
        }
        return limits
    }

    /// How requests go out: the servers of this process are found where they listen, and what their
    /// authority vouches for is trusted beside what the options say.
    private static func outgoing(
        _ options: ServeOptions, _ context: CommandContext, _ authority: ServingAuthority?,
        _ servers: [VirtualServer], _ listeners: [ListenAddress]
    ) throws -> FederationEnvironment {
        var network = options.network
        if let authority { network.authorities.append(authority.certificateFile) }
        var environment = try network.environment(context)
        // Behind a proxy, they are found where others find them.
        guard !options.certificates.speaksPlainHTTP else { return environment }
        for place in servers.flatMap(\.places) {
            environment.connectOverrides.append(
                ConnectOverride(
                    host: place.host, port: place.port, newHost: listeners[0].address.description,
                    newPort: listeners[0].port))
        }
        return environment
    }

    /// Returns once somebody who controls it wants it to end, this many seconds are over, or the task
    /// is cancelled.
    func untilItShouldEnd(after seconds: Double?) async {
        await withTaskGroup { group in
            group.addTask { await running.untilShutdownIsWished() }
            if let seconds {
                // Cancelled where the other was first.
                group.addTask { try? await Task.sleep(for: .seconds(seconds)) }
            }
            await group.next()
            group.cancelAll()
        }
    }

    /// Ends the server and removes a throw-away authority.
    func stop() async {
        await running.stop()
        authority?.close()
    }
}
