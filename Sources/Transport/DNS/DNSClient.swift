public import FederationCore

/// Asks name servers, over UDP and where it has to be over TCP, all questions on one thread.
///
/// `/etc/hosts` goes before the network, and `localhost` never goes there. Names are absolute; the aliases are followed.
/// The thread starts with the first question that needs the network, and ends with the last reference to the client.
public final class DNSClient: NameResolving {
    private let configuration: ResolverConfiguration
    private let hosts: HostsFile
    let loop: DNSLoop

    /// A client of these servers; the numbers of its questions come from `random`.
    public init(
        configuration: ResolverConfiguration, hosts: HostsFile = HostsFile(),
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) {
        self.configuration = configuration
        self.hosts = hosts
        loop = DNSLoop(random: random)
    }

    deinit {
        loop.stop()
    }

    /// Answers `question` within `timeout`; a cancelled question is a failed one.
    public func resolve(_ question: DNSQuestion, timeout: Duration) async -> DNSAnswer {
        let start = ContinuousClock.now
        if let answer = hosts.answer(to: question) { return answer }
        return await ask(question, configuration, timeout: timeout, since: start)
    }

    /// Has the name server at `server`, port 53, answer `question`, and nobody else, `/etc/hosts` neither.
    public func resolve(
        _ question: DNSQuestion, at server: IPAddress, timeout: Duration
    ) async -> DNSAnswer {
        await ask(
            question, ResolverConfiguration(servers: [NameServer(server)]), timeout: timeout,
            since: .now)
    }

    func ask(
        _ question: DNSQuestion, _ configuration: ResolverConfiguration, timeout: Duration,
        since start: ContinuousClock.Instant
    ) async -> DNSAnswer {
        let name: DNSName
        do throws(DNSNameError) {
            name = try DNSName(parsing: question.name)
        } catch {
            return DNSAnswer(question: question, outcome: .failed(reason: error.description))
        }
        let lookup = DNSLookup(
            question, name: name, configuration: configuration, limit: timeout, now: start)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                lookup.continuation = continuation
                guard let problem = loop.start(lookup) else { return }
                lookup.continuation = nil
                continuation.resume(
                    returning: DNSAnswer(question: question, outcome: .failed(reason: problem)))
            }
        } onCancel: {
            loop.cancel(lookup)
        }
    }
}
