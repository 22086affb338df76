import Certificates
import FederationCore
import TLSInspection
import Transport

extension NetworkOptions {
    /// The ports that the options describe.
    ///
    /// - Parameters:
    ///   - context: Where environment variables and the time come from.
    ///   - shakesHands: Whether handshakes follow that are looked at: those go through no other proxy
    ///     than one of HTTP.
    ///   - manyServers: Whether a sweep follows, for which all roots are read at once.
    /// - Returns: The ports with the limits.
    /// - Throws: ``CommandFailure`` for a value that is none, or a file of authorities that cannot be read.
    func environment(
        _ context: CommandContext, shakesHands: Bool = false, manyServers: Bool = false
    ) throws(CommandFailure) -> FederationEnvironment {
        let trust = try trustStore(context, manyServers: manyServers)
        let names = try dnsClient()
        let tracing = verbose ? ConsoleTrace(console: context.console) : nil
        var environment = FederationEnvironment(
            http: CurlTransport(
                trust: trust,
                configuration: CurlTransport.Configuration(
                    proxy: proxy, reusesConnections: true, tracing: tracing)),
            names: names,
            tls: TLSInspector(
                trust: trust,
                proxy: shakesHands ? try handshakeProxy().map { ($0, names: names) } : nil,
                userAgent: userAgent),
            time: context.time,
            families: families,
            connectOverrides: try overrides(),
            stepTimeout: .milliseconds(Int(timeout * 1_000)),
            verifiesCertificates: !insecure,
            userAgent: userAgent)
        environment.authorityFiles = authorities
        environment.proxy = proxy.map { ProxyURL($0).withoutUser }
        return environment
    }

    /// The proxy that handshakes go through.
    private func handshakeProxy() throws(CommandFailure) -> HTTPProxy? {
        guard let proxy else { return nil }
        do {
            return try HTTPProxy(parsing: proxy)
        } catch {
            throw .usage("--proxy: \(error)", hint: error.hint)
        }
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
            throw .usage("--resolver: \(error)")
        }
    }

    private func overrides() throws(CommandFailure) -> [ConnectOverride] {
        var parsed: [ConnectOverride] = []
        for text in connectTo {
            do {
                parsed.append(try ConnectOverride(parsing: text))
            } catch {
                throw .usage("--connect-to: \(error)", hint: error.hint)
            }
        }
        return parsed
    }
}
