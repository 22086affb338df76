public import FederationCore
public import Findings

/// What one destination came to: it is good only as a whole.
public struct DestinationVerdict: Sendable, Hashable {
    /// The destination.
    public var destination: Destination
    /// The worst verdict of its findings.
    public var verdict: Verdict

    /// A verdict.
    public init(destination: Destination, verdict: Verdict) {
        self.destination = destination
        self.verdict = verdict
    }
}
