public import FederationCore

/// One request on the way to a well-known document.
public struct WellKnownHop: Sendable, Hashable {
    /// What was asked for.
    public var url: String
    /// The answers to the questions for the host's addresses; none for an IP literal.
    public var addressAnswers: [DNSAnswer]
    /// Where the connection was led instead, where the user said so.
    public var detour: ConnectionDetour?
    /// The addresses that were tried, in order; the last one answered, if any did.
    public var attempts: [WellKnownAttempt]
    /// The answer.
    public var response: HTTPResponse?
    /// How long the hop took, in milliseconds.
    public var milliseconds: Double

    /// A hop.
    public init(
        url: String, addressAnswers: [DNSAnswer] = [], detour: ConnectionDetour? = nil,
        attempts: [WellKnownAttempt] = [], response: HTTPResponse? = nil, milliseconds: Double = 0
    ) {
        self.url = url
        self.addressAnswers = addressAnswers
        self.detour = detour
        self.attempts = attempts
        self.response = response
        self.milliseconds = milliseconds
    }

    /// The host that was asked, with the port where it is another than 443.
    public var server: ServerName? {
        let rest = url.dropFirst("https://".count)
        // Every URL that was asked is one of ours, and has a host.
        return try? ServerName(parsing: String(rest.prefix { $0 != "/" && $0 != "?" }))
    }

    /// The `Location` of a redirect, as it came.
    public var location: String? {
        guard let response, WellKnownResult.redirectStatuses.contains(response.status) else {
            return nil
        }
        return response.headers.firstValue(of: "Location")
    }
}
