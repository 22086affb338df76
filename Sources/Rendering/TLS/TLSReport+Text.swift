public import FederationChecks
import FederationCore
import Findings
import ServerDiscovery

extension TLSReport {
    /// The report for people: each destination, then what asks for something.
    ///
    /// What remote hosts sent is escaped.
    public func text(style: TextStyle = .plain) -> String {
        var blocks = destinations.map { report in
            TLSDestinationText(report, now: startedAt).lines(style: style)
        }
        if destinations.isEmpty { blocks.append([style.dressed(lastLine, as: .fail)]) }
        return blocks.map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
    }

    /// The line that `--quiet` leaves.
    public var lastLine: String {
        let name = target.escapedForTerminal
        guard !destinations.isEmpty else {
            let reason = discovery.failure.map { ": \($0.description.escapedForTerminal)" } ?? ""
            return "\(name): no destination\(reason)"
        }
        let counts = counts
        return "\(name): \(verdict.rawValue), \(counts.fail) failed, \(counts.warn) warned"
    }
}
