/// Asks the domain name system.
///
/// An implementation honours `/etc/hosts` for addresses, and never throws: a failure is an outcome.
public protocol NameResolving: Sendable {
    /// Answers `question`, within `timeout`.
    func resolve(_ question: DNSQuestion, timeout: Duration) async -> DNSAnswer
}
