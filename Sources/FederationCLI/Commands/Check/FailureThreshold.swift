import ArgumentParser

/// From which verdict on a report counts as a failure.
enum FailureThreshold: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// Warnings and failures.
    case warn
    /// Failures only.
    case fail
}
