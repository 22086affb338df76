/// Everything that federation work needs from outside: the ports, and the limits that the user set.
public struct FederationEnvironment: Sendable {
    /// Sends HTTPS requests.
    public var http: any HTTPExchanging
    /// Asks the domain name system.
    public var names: any NameResolving
    /// Makes TLS handshakes.
    public var tls: any TLSProbing
    /// Tells the time.
    public var time: any TimeSource
    /// Which address families are used.
    public var families: Set<IPAddress.Family>
    /// Where connections are led instead.
    public var connectOverrides: [ConnectOverride]
    /// The limit of one step.
    public var stepTimeout: Duration
    /// Whether certificates are verified (`--insecure` turns it off).
    public var verifiesCertificates: Bool
    /// The value of the `User-Agent` header.
    public var userAgent: String
    /// The most bytes of body that an answer to a request for data may have.
    public var maximumBodyBytes = HTTPLimits().maximumBodyBytes
    /// The files of the certificate authorities that the user added, for commands that reproduce what
    /// was seen.
    public var authorityFiles: [String] = []

    /// The proxy that connections go through, for the same commands, without user and password.
    public var proxy: String?

    /// An environment.
    public init(
        http: any HTTPExchanging, names: any NameResolving, tls: any TLSProbing,
        time: any TimeSource, families: Set<IPAddress.Family> = [.v4, .v6],
        connectOverrides: [ConnectOverride] = [], stepTimeout: Duration = .seconds(10),
        verifiesCertificates: Bool = true, userAgent: String = "fedctl"
    ) {
        self.http = http
        self.names = names
        self.tls = tls
        self.time = time
        self.families = families
        self.connectOverrides = connectOverrides
        self.stepTimeout = stepTimeout
        self.verifiesCertificates = verifiesCertificates
        self.userAgent = userAgent
    }
}
