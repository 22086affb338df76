import FederationCore
import Findings
public import ServerDiscovery

extension DiscoveryResult {
    /// The steps of discovery for people, and a table of the destinations.
    ///
    /// What remote hosts sent is escaped.
    public func text(style: TextStyle = .plain) -> String {
        var lines = [style.heading(serverName.description.escapedForTerminal)]
        lines += DiscoveryTrace(of: self).lines
        lines.append("")
        if destinations.isEmpty {
            lines.append(style.dressed(noDestination, as: .fail))
        } else {
            lines += destinationTable.lines
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The line that `--quiet` leaves.
    public var lastLine: String {
        let name = serverName.description.escapedForTerminal
        if destinations.isEmpty { return "\(name): \(noDestination)" }
        let count = destinations.count == 1 ? "1 destination" : "\(destinations.count) destinations"
        return "\(name): \(count) by step \(specStep)"
    }

    private var noDestination: String {
        let reason = failure.map { ": \($0.description.escapedForTerminal)" } ?? ""
        return "no destination\(reason)"
    }

    private var destinationTable: Table {
        var table = Table([
            .init("ADDRESS"), .init("PORT", isNumeric: true), .init("TLS NAME"),
            .init("HOST HEADER"),
        ])
        for destination in destinations {
            table.addRow([
                destination.address.description, String(destination.port),
                destination.tlsName.description, destination.hostHeader,
            ])
        }
        return table
    }
}
