public import FederationChecks
import Findings
public import MatrixJSON

/// The reports of several servers for machines.
public struct CheckSweepJSON: Sendable {
    private let reports: [CheckReport]

    /// The object of `reports`, in their order.
    public init(_ reports: [CheckReport]) {
        self.reports = reports
    }

    /// One object, `fedctl.sweep/1`, with a `fedctl.check/1` for each server.
    ///
    /// - Parameter version: The version of fedctl that made it.
    /// - Returns: The worst verdict, how many servers have which, and the reports.
    public func json(version: String) -> JSONValue {
        let verdicts = reports.map(\.verdict)
        return [
            "schema": "fedctl.sweep/1",
            "fedctl_version": .string(version),
            "verdict": .string(Verdict.worst(of: verdicts).rawValue),
            "counts": [
                "pass": .integer(Int64(verdicts.count { $0 == .pass })),
                "warn": .integer(Int64(verdicts.count { $0 == .warn })),
                "fail": .integer(Int64(verdicts.count { $0 == .fail })),
                "skip": .integer(Int64(verdicts.count { $0 == .skip })),
            ],
            "servers": .array(reports.map { $0.json(version: version) }),
        ]
    }
}
