public import FederationCore

/// One thing that discovery tried.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#resolving-server-names>
public struct DiscoveryStep: Sendable, Hashable, CustomStringConvertible {
    /// The number in the spec's list, such as `3.3`.
    public var specStep: String
    /// What was tried.
    public var action: Action
    /// What came of it.
    public var outcome: Outcome
    /// How long it took, in milliseconds; none where nothing was waited for.
    public var milliseconds: Double?
    /// How long the answer may be kept; none where it is not for keeping.
    public var lifetime: CacheLifetime?
    /// A remark for the reader, in lower case and without a full stop.
    public var note: String?

    /// A step.
    public init(
        _ specStep: String, _ action: Action, _ outcome: Outcome, milliseconds: Double? = nil,
        lifetime: CacheLifetime? = nil, note: String? = nil
    ) {
        self.specStep = specStep
        self.action = action
        self.outcome = outcome
        self.milliseconds = milliseconds
        self.lifetime = lifetime
        self.note = note
    }

    /// Number, action and outcome, such as `4  SRV _matrix-fed._tcp.gone.example: no such name`.
    public var description: String { "\(specStep)  \(action): \(outcome)" }
}

extension DiscoveryStep {
    /// What came of a step.
    public enum Outcome: Sendable, Hashable, CustomStringConvertible {
        /// It brought what was looked for.
        case found(String)
        /// What was looked for does not exist.
        case absent(reason: String)
        /// It could not be found out, or what was found cannot be used.
        case failed(reason: String)
        /// The step says nothing about this name.
        case notApplicable(reason: String)

        /// What was found, or the reason.
        public var description: String {
            switch self {
            case .found(let text): text
            case .absent(let reason), .failed(let reason), .notApplicable(let reason): reason
            }
        }
    }

    /// What a step tried.
    public enum Action: Sendable, Hashable, CustomStringConvertible {
        /// Reading the host of a name as an IP literal.
        case readAddress(of: String)
        /// Reading the port of a name.
        case readPort(of: String)
        /// One request for the well-known document, or for what it redirected to.
        case fetch(WellKnownHop)
        /// Reading `m.server` in the well-known document.
        case readDelegation
        /// A question to the domain name system.
        case lookUp(DNSAnswer)
        /// Taking the host itself, with the default port.
        case useDefaultPort(host: String)
        /// Using a host that was found, where it cannot be used.
        case use(host: String)
        /// Leaving out SRV records beyond ``ServerDiscovery/maximumServices``.
        case leaveOutServices(count: Int)
        /// Leaving out addresses of a host beyond ``ServerDiscovery/maximumAddresses``.
        case leaveOutAddresses(count: Int, host: String)
        /// Leaving out destinations beyond ``ServerDiscovery/maximumDestinations``.
        case leaveOutDestinations(count: Int)
        /// Leading the connection elsewhere, because the user said so.
        case connectTo(ConnectionDetour)

        /// The action in words, such as `SRV _matrix-fed._tcp.example.org`.
        public var description: String {
            switch self {
            case .readAddress(let name): "IP literal in \(name)"
            case .readPort(let name): "port in \(name)"
            case .fetch(let hop): hop.url
            case .readDelegation: "m.server"
            case .lookUp(let answer): answer.question.description
            case .useDefaultPort(let host): "\(host), port \(ServerDiscovery.defaultPort)"
            case .use(let host): host
            case .leaveOutServices(let count): "\(count) further SRV records"
            case .leaveOutAddresses(let count, let host): "\(count) further addresses of \(host)"
            case .leaveOutDestinations(let count): "\(count) further destinations"
            case .connectTo: "connect-to"
            }
        }
    }
}
