import FederationCore

/// A ticket with the task that waits for its outcome.
struct Submission: Sendable {
    var ticket: ProbeTicket
    var continuation: CheckedContinuation<Result<TLSProbeResult, TLSProbeError>, Never>
}
