public import Certificates
public import FederationCore
public import Findings

/// Everything that one destination shows of TLS.
public struct TLSDestinationReport: Sendable {
    /// Where.
    public var destination: Destination
    /// The handshake that offers what current software does.
    public var handshake: Result<TLSProbeResult, TLSProbeError>
    /// The handshakes that offered one version each; empty where there is no TLS at all.
    public var versions: [TLSVersionTrial] = []
    /// The handshake without SNI; none where none was made.
    public var nameless: Result<TLSProbeResult, TLSProbeError>?
    /// The issuers that were fetched; none where none were missing, or nobody asked for it.
    public var issuers: IssuerFetch?
    /// One request over HTTP/1.1 and one with HTTP/2 offered; empty where there is no handshake.
    public var exchanges: [HTTPVersionTrial] = []
    /// What is judged.
    public var findings: [Finding] = []
    /// Whether there was any TLS or HTTP answer.
    public var answered = false

    /// A report of a handshake.
    public init(
        destination: Destination, handshake: Result<TLSProbeResult, TLSProbeError>
    ) {
        self.destination = destination
        self.handshake = handshake
    }

    /// The completed handshake: the usual one, else the best that the destination takes.
    public var completed: TLSProbeResult? {
        if case .success(let result) = handshake { return result }
        if case .success(let result)? = nameless { return result }
        return versions.lazy.compactMap(\.accepted).first { !$0.chain.isEmpty }
    }

    /// What comes without SNI beside what comes with it.
    public var namelessAnswer: NamelessAnswer? {
        switch nameless {
        case nil: return nil
        case .failure(let error)?: return .refused(error)
        case .success(let result)?:
            guard case .success(let usual) = handshake else { return .onlyWithout(result) }
            return usual.chain.first?.sha256 == result.chain.first?.sha256 ? .same : .other(result)
        }
    }

    /// Why the chain leads to no trusted root; none where it does.
    public var chainProblem: ChainProblem? {
        completed.flatMap { ChainProblem(sent: $0.chain, errors: $0.verificationErrors) }
    }

    /// The worst verdict.
    public var verdict: Verdict { Verdict.worst(of: findings.lazy.map(\.verdict)) }
}
