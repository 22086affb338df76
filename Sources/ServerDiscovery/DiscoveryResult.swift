public import FederationCore

/// Where the requests for a server name go, and everything that was tried to find out.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#resolving-server-names>
public struct DiscoveryResult: Sendable, Hashable {
    /// The name that was looked for.
    public var serverName: ServerName
    /// What was tried, in the order in which it was tried.
    public var steps: [DiscoveryStep]
    /// The step of the spec that decided, such as `3.2`.
    public var specStep: String
    /// Every address, in the order in which they are to be tried.
    public var destinations: [Destination]
    /// What the certificate has to be valid for, also where no address was found.
    public var tlsName: TLSName
    /// The value of the `Host` header, also where no address was found.
    public var hostHeader: String
    /// What came of the well-known document; none where the spec does not ask for it.
    public var wellKnown: WellKnownResult?
    /// The SRV records of the step that decided, lower priorities first, then higher weights.
    public var services: [ServiceRecord]
    /// Why there is no destination; none where there is one.
    public var failure: DiscoveryFailure?
    /// How long it all took, in milliseconds.
    public var milliseconds: Double

    /// A result.
    public init(
        serverName: ServerName, steps: [DiscoveryStep] = [], specStep: String,
        destinations: [Destination] = [], tlsName: TLSName, hostHeader: String,
        wellKnown: WellKnownResult? = nil, services: [ServiceRecord] = [],
        failure: DiscoveryFailure? = nil, milliseconds: Double = 0
    ) {
        self.serverName = serverName
        self.steps = steps
        self.specStep = specStep
        self.destinations = destinations
        self.tlsName = tlsName
        self.hostHeader = hostHeader
        self.wellKnown = wellKnown
        self.services = services
        self.failure = failure
        self.milliseconds = milliseconds
    }

    /// The name that the well-known document delegates to, where it does.
    public var delegatedName: ServerName? {
        guard case .delegated(let name)? = wellKnown?.outcome else { return nil }
        return name
    }

    /// How many SRV records, addresses and destinations were left out, because there are too many.
    public var surplus: Int {
        steps.reduce(0) { sum, step in
            switch step.action {
            case .leaveOutServices(let count), .leaveOutAddresses(let count, _),
                .leaveOutDestinations(let count):
                sum + count
            default: sum
            }
        }
    }

    /// The answers to the questions for addresses of the step that decided, in the order of the trace.
    public var addressAnswers: [DNSAnswer] {
        steps.compactMap { step in
            guard case .lookUp(let answer) = step.action, answer.question.type != .srv else {
                return nil
            }
            return answer
        }
    }
}
