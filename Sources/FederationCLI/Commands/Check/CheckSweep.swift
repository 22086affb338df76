import FederationChecks

/// Checks several servers, so many at the same time.
struct CheckSweep: Sendable {
    /// What is done for each server.
    let check: FederationCheck
    /// How many at the same time.
    let concurrency: Int
    /// The run that each report is compared with.
    var baseline: CheckBaseline?

    /// Checks `targets`, and calls `completed` for each report as it comes.
    ///
    /// - Returns: The reports in the order of the targets.
    func run(
        over targets: [CheckTarget], completed: @escaping @Sendable (CheckReport) -> Void
    ) async -> [CheckReport] {
        await withTaskGroup(of: (Int, CheckReport).self) { group in
            var reports = [CheckReport?](repeating: nil, count: targets.count)
            var waiting = targets.enumerated().makeIterator()
            for _ in 0..<concurrency {
                guard let (index, target) = waiting.next() else { break }
                group.addTask { (index, await report(on: target)) }
            }
            while let (index, report) = await group.next() {
                completed(report)
                reports[index] = report
                guard let (index, target) = waiting.next() else { continue }
                group.addTask { (index, await self.report(on: target)) }
            }
            return reports.compactMap(\.self)
        }
    }

    private func report(on target: CheckTarget) async -> CheckReport {
        let report =
            switch target {
            case .server(let name): await check.run(against: name)
            case .unparsable(let text, let error): check.report(onUnparsable: text, error)
            }
        return baseline.map(report.compared) ?? report
    }
}
