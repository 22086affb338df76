/// Asks the domain name system.
///
/// An implementation honours `/etc/hosts` for addresses, and never throws: a failure is an outcome.
public protocol NameResolving: Sendable {
    /// Answers `question`, within `timeout`.
    func resolve(_ question: DNSQuestion, timeout: Duration) async -> DNSAnswer

    /// Has the name server at `server` answer `question`, and nobody else, within `timeout`.
    func resolve(
        _ question: DNSQuestion, at server: IPAddress, timeout: Duration
    ) async -> DNSAnswer
}

extension NameResolving {
    /// The answer of a resolver that asks no other servers than its own.
    public func resolve(
        _ question: DNSQuestion, at server: IPAddress, timeout: Duration
    ) async -> DNSAnswer {
        DNSAnswer(
            question: question,
            outcome: .unreachable(reason: "only the usual name servers can be asked"))
    }
}
