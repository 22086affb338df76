import FederationCore
import RoomEvents
import RoomState

extension EventResolution {
    /// The resolved state for people; with the trace, how it came about.
    public func text(traced: Bool) -> String {
        let trace = resolution.trace
        let contested = Dictionary(trace.conflicts.map { ($0.tuple, $0) }) { first, _ in first }
        var table = Table("TYPE", "STATE KEY", "EVENT", "")
        for entry in entries {
            let note = contested[entry.tuple].map { "won over \(losers(of: $0)) other" } ?? ""
            table.addRow(
                [entry.tuple.type, entry.tuple.stateKey, entry.eventID.description, note]
                    .map(\.escapedForTerminal))
        }
        var text = table.text
        let lost = trace.conflicts.filter { $0.winner == nil }
        for conflict in lost {
            text += "\(words(conflict.tuple)): no candidate was allowed\n".escapedLines
        }
        if traced { text += "\n" + traceLines.map { $0.escapedForTerminal + "\n" }.joined() }
        for missing in trace.missingAuthEvents {
            text += "warn  \(missing.id), an auth event of \(missing.neededBy), is not there\n"
        }
        return text + "\(summary)\n"
    }

    private var summary: String {
        let trace = resolution.trace
        return "\(forkCount) states of room version \(version), algorithm "
            + "\(resolution.algorithm.rawValue): \(trace.unconflicted.count) agreed, "
            + "\(trace.conflicts.count) in conflict, \(resolution.state.count) resolved"
    }

    private func losers(of conflict: StateConflict) -> Int {
        Set(conflict.candidates.compactMap(\.self)).subtracting(
            [conflict.winner].compactMap(\.self)
        )
        .count
    }

    private var traceLines: [String] {
        let trace = resolution.trace
        var lines: [String] = []
        func section(_ title: String, _ rows: [String]) {
            guard !rows.isEmpty else { return }
            lines.append(title)
            lines += rows.map { "  " + $0 }
        }
        section(
            "conflicted state",
            trace.conflicts.flatMap { conflict in
                ["\(words(conflict.tuple))"]
                    + conflict.candidates.enumerated().map { index, id in
                        "  fork \(index + 1)  \(id.map { "\($0)" } ?? "nothing")"
                    } + ["  result  \(conflict.winner.map { "\($0)" } ?? "nothing")"]
            })
        section("auth difference", trace.authDifference.map(\.description))
        section("conflicted state subgraph", trace.conflictedSubgraph.map(\.description))
        section("full conflicted set", trace.fullConflictedSet.map(\.description))
        section(
            "reverse topological power ordering",
            trace.powerOrder.map {
                "\($0.eventID)  power \($0.senderPower), origin_server_ts \($0.originServerTS)"
            })
        section("mainline, from the newest", trace.mainline.map(\.description))
        section(
            "mainline ordering",
            trace.mainlineOrder.map {
                let position = $0.mainlinePosition.map { "\($0)" } ?? "none"
                return "\($0.eventID)  position \(position), "
                    + "origin_server_ts \($0.originServerTS)"
            })
        section("judged", trace.steps.map { "\($0.eventID)  \($0.phase.rawValue)  \($0.words)" })
        section("what became of each", trace.fates.map { "\($0.eventID)  \($0.words)" })
        return lines + [""]
    }

    private func words(_ tuple: StateTuple) -> String {
        tuple.stateKey.isEmpty ? tuple.type : "\(tuple.type) \(tuple.stateKey)"
    }
}

extension String {
    /// Escaped, but for the line feed at its end.
    fileprivate var escapedLines: String {
        String(dropLast(hasSuffix("\n") ? 1 : 0)).escapedForTerminal + (hasSuffix("\n") ? "\n" : "")
    }
}
