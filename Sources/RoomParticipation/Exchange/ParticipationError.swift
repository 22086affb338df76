public import FederationCore
public import Findings

/// Why something that was tried in a room with the help of another server did not succeed.
public struct ParticipationError: Error, Sendable, CustomStringConvertible {
    /// The server that was asked.
    public let server: ServerName
    /// The step that failed.
    public let step: ParticipationStep.Kind
    /// Why.
    public let cause: ParticipationFailure
    /// What was found up to there.
    public let findings: [Finding]

    init(
        _ server: ServerName, at step: ParticipationStep.Kind, _ cause: ParticipationFailure,
        findings: [Finding] = []
    ) {
        self.server = server
        self.step = step
        self.cause = cause
        self.findings = findings
    }

    /// The error in words, as it follows `fedctl: `.
    public var description: String { "\(server): \(step) failed: \(cause)" }

    /// What can be done about it.
    public var hint: String? { cause.hint }
}
