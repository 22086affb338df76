import Certificates
import FederationCore
import TLSInspection
import Transport

extension NetworkOptions {
    /// The ports that the options describe.
    ///
    /// - Parameters:
    ///   - context: Where environment variables and the time come from.
    ///   - manyServers: Whether a sweep follows, for which all roots are read at once.
    /// - Returns: The ports with the limits.
    /// - Throws: ``CommandFailure`` for a value that is none, or a file of authorities that cannot be read.
    func environment(
        _ context: CommandContext, manyServers: Bool = false
    ) throws(CommandFailure) -> FederationEnvironment {
        let trust = try trustStore(context, manyServers: manyServers)
        let tracing = verbose ? ConsoleTrace(console: context.console) : nil
        var environment = FederationEnvironment(
            http: CurlTransport(
                trust: trust,
                configuration: CurlTransport.Configuration(
                    proxy: proxy, reusesConnections: true, tracing: tracing)),
            names: try dnsClient(),
            tls: TLSInspector(trust: trust, userAgent: userAgent),
            time: context.time,
            families: families,
            connectOverrides: try overrides(),
            stepTimeout: .milliseconds(Int(timeout * 1_000)),
            verifiesCertificates: !insecure,
            userAgent: userAgent)
        environment.authorityFiles = authorities
        return environment
    }

    /// The roots that the options name.
    func trustStore(
        _ context: CommandContext, manyServers: Bool
    ) throws(CommandFailure) -> TrustStore {
        let roots: SystemRoots? =
            trustsOnlyGivenAuthorities
            ? nil
            : .system(
                reading: manyServers ? .allAtOnce : .onDemand, environment: context.environment)
        do {
            return try TrustStore(systemRoots: roots, files: authorities)
        } catch {
            throw .badInput("\(error)", hint: error.hint)
        }
    }

    private func dnsClient() throws(CommandFailure) -> DNSClient {
        // A file that is not there, or cannot be read, says nothing: the C library takes it so too.
        let hosts = HostsFile(parsing: InputFile.text(of: "/etc/hosts") ?? "")
        guard let resolver else {
            let contents = InputFile.text(of: "/etc/resolv.conf") ?? ""
            return DNSClient(configuration: ResolverConfiguration(parsing: contents), hosts: hosts)
        }
        do {
            let server = try NameServer(parsing: resolver)
            return DNSClient(
                configuration: ResolverConfiguration(servers: [server]), hosts: hosts)
        } catch {
            throw .usage("\(error)")
        }
    }

    private func overrides() throws(CommandFailure) -> [ConnectOverride] {
        var parsed: [ConnectOverride] = []
        for text in connectTo {
            do {
                parsed.append(try ConnectOverride(parsing: text))
            } catch {
                throw .usage("\(error)")
            }
        }
        return parsed
    }
}
