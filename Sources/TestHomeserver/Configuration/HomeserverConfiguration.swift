public import Certificates
public import FederationCore
public import RoomParticipation

/// Everything that an embedded homeserver is told before it starts.
public struct HomeserverConfiguration: Sendable {
    /// The virtual servers; the first one answers where nobody else was asked for by name.
    public var servers: [VirtualServer]
    /// Where it listens.
    public var listeners: [ListenAddress]
    /// Whether it speaks plain HTTP, as behind a reverse proxy, and no TLS.
    public var speaksPlainHTTP: Bool
    /// What it says that it runs.
    public var software: SoftwareVersion
    /// How much clients may take.
    public var limits: ServerLimits
    /// Where the keys come from that other servers' requests are verified with.
    public var verifyKeys: any VerifyKeyProviding
    /// Sends the requests of its servers to others; none where they do not go out.
    public var federation: (any FederationRequesting)?
    /// Where the time comes from.
    public var time: any TimeSource
    /// Who is told of every exchange.
    public var journal: (any ExchangeRecording)?
    /// What it does wrong on purpose; none does nothing wrong.
    public var faults: FaultPlan?
    /// Issues the wrong certificates that the plan asks for; none leaves that to one nobody knows.
    public var faultAuthority: CertificateAuthority?
    /// Where it can be asked and told while it runs; none where nobody wants that.
    public var control: ControlConfiguration?
    /// How often its servers try to deliver a transaction.
    public var retries = RetryPolicy(attempts: 8, longestWait: .seconds(60))
    /// Whether its servers exchange everything over HTTP, as if each had a process of its own.
    public var isApart = false
    /// Waits between one attempt and the next.
    public var clock: any Sleeping = TaskSleep()

    /// A configuration; by default it listens on loopback, on a port that the system chooses.
    public init(
        servers: [VirtualServer], listeners: [ListenAddress] = [.loopback()],
        speaksPlainHTTP: Bool = false, software: SoftwareVersion,
        limits: ServerLimits = ServerLimits(), verifyKeys: any VerifyKeyProviding,
        federation: (any FederationRequesting)? = nil, time: any TimeSource,
        journal: (any ExchangeRecording)? = nil, faults: FaultPlan? = nil,
        faultAuthority: CertificateAuthority? = nil, control: ControlConfiguration? = nil
    ) {
        self.servers = servers
        self.listeners = listeners
        self.speaksPlainHTTP = speaksPlainHTTP
        self.software = software
        self.limits = limits
        self.verifyKeys = verifyKeys
        self.federation = federation
        self.time = time
        self.journal = journal
        self.faults = faults
        self.faultAuthority = faultAuthority
        self.control = control
    }
}
