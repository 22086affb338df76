public import FederationCore

/// A handshake that offered one version alone.
public struct TLSVersionTrial: Sendable {
    /// The version.
    public var version: TLSVersion
    /// What came of it.
    public var outcome: Result<TLSProbeResult, TLSProbeError>

    /// A handshake.
    public init(version: TLSVersion, outcome: Result<TLSProbeResult, TLSProbeError>) {
        self.version = version
        self.outcome = outcome
    }

    /// The handshake, where the version was accepted.
    public var accepted: TLSProbeResult? {
        if case .success(let result) = outcome { result } else { nil }
    }

    /// Whether the peer refused the version, rather than that it could not be tried.
    public var isRefused: Bool {
        if case .failure(let error) = outcome {
            error.phase == .handshake || error.phase == .closed
        } else {
            false
        }
    }
}
