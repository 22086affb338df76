import FederationCore
import NIOSSL

/// Says what is done to a new connection that the plan wants to be struck.
struct ConnectionFaults: Sendable {
    private let plan: FaultPlan
    private let directory: ServerDirectory
    private let certificates: FaultCertificates

    /// What is done to a connection.
    enum Treatment {
        /// TLS is spoken in this way.
        case handshake(NIOSSLContext)
        /// No TLS is spoken.
        case plainText
        /// Nothing is said.
        case stall
        /// The connection is reset.
        case reset
    }

    init(
        _ plan: FaultPlan, _ configuration: HomeserverConfiguration
    ) throws(HomeserverStartError) {
        self.plan = plan
        directory = try ServerDirectory(configuration.servers)
        certificates = FaultCertificates(configuration)
    }

    /// What is done to a connection whose first message is there, and the names of the faults.
    func strike(_ facts: ConnectionFacts) throws -> (names: [String], Treatment)? {
        let server = directory.server(host: nil, connection: facts)
        let occasion = FaultOccasion(server: server.name, peer: facts.peer)
        let strikes = plan.strikes([.tls], at: occasion)
        guard !strikes.isEmpty else { return nil }
        let names = strikes.map(\.fault.id)
        var certificate: (WrongCertificate, FaultValue?)?
        var version: NIOSSL.TLSVersion?
        for strike in strikes {
            guard case .tls(let fault) = strike.fault.effect else { continue }
            switch fault {
            case .certificate(let wrong): certificate = (wrong, strike.value)
            case .onlyVersion(let only): version = only
            case .plainText: return (names, .plainText)
            case .stall: return (names, .stall)
            case .reset: return (names, .reset)
            }
        }
        let context = try certificates.context(
            for: server, certificate?.0, value: certificate?.1, onlyVersion: version)
        return (names, .handshake(context))
    }
}
