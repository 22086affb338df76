import FederationCore
import ServerDiscovery

/// The lines that tell the steps of discovery, under the numbers of the spec.
struct DiscoveryTrace {
    private var entries: [Entry] = []

    /// A line: what was tried, and what came of it beside that.
    private struct Entry {
        /// The step's number; none for what belongs to the entry above.
        var number: String?
        /// What was tried; none where the outcome says all.
        var action: String?
        var outcome: String
    }

    /// The trace of `result`.
    init(of result: DiscoveryResult) {
        for step in result.steps { add(step, in: result) }
    }

    /// The lines, without line feeds; actions that follow each other stand in one column.
    var lines: [String] {
        var lines: [String] = []
        var group: [Entry] = []
        for entry in entries {
            if let last = group.last, !Self.belongTogether(last, entry) {
                lines += Self.lines(group)
                group = []
            }
            group.append(entry)
        }
        return lines + Self.lines(group)
    }

    private static func belongTogether(_ first: Entry, _ second: Entry) -> Bool {
        guard (first.number == nil) == (second.number == nil) else { return false }
        guard let one = first.action, let other = second.action else {
            return first.action == second.action
        }
        // Requests and questions are of different lengths.
        return one.hasPrefix("GET ") == other.hasPrefix("GET ")
    }

    private static func lines(_ group: [Entry]) -> [String] {
        let width = group.compactMap(\.action?.count).max() ?? 0
        return group.map { entry in
            var line = "         "
            if let number = entry.number {
                line = "  " + number + String(repeating: " ", count: max(1, 7 - number.count))
            } else {
                line += "  "
            }
            if let action = entry.action {
                line += action + String(repeating: " ", count: width - action.count + 2)
            }
            return line + entry.outcome
        }
    }

    private mutating func add(_ step: DiscoveryStep, in result: DiscoveryResult) {
        let outcome = step.outcome.description.escapedForTerminal
        switch step.action {
        case .readAddress, .readPort: addReading(step, outcome: outcome)
        case .fetch(let hop): add(hop, of: step, in: result)
        case .readDelegation:
            if case .found(let server) = step.outcome {
                addDetail("m.server is \"\(server.escapedForTerminal)\"")
            } else {
                addDetail(outcome)
            }
        case .lookUp(let answer) where answer.question.type == .srv:
            addServices(answer, of: step)
        case .lookUp(let answer):
            addDetail(
                DNSAnswerText(answer).addresses, action: answer.question.description)
        case .useDefaultPort(let host):
            entries.append(
                Entry(number: step.specStep, outcome: "\(host.escapedForTerminal), \(outcome)"))
        case .use: addDetail(outcome)
        case .leaveOutServices, .leaveOutAddresses, .leaveOutDestinations:
            addDetail("\(step.action) are left out: ".escapedForTerminal + outcome)
        case .connectTo(let detour): addDetail("connect-to \(detour)".escapedForTerminal)
        }
    }

    /// Steps 3.1 and 3.2 say nothing where they do not apply: the next line shows what did.
    private mutating func addReading(_ step: DiscoveryStep, outcome: String) {
        if case .notApplicable = step.outcome, step.specStep.hasPrefix("3") { return }
        let place = step.specStep.hasPrefix("3") ? " in m.server" : ""
        entries.append(Entry(number: step.specStep, outcome: outcome + place))
    }

    private mutating func addServices(_ answer: DNSAnswer, of step: DiscoveryStep) {
        let text = DNSAnswerText(answer)
        let note = step.note.map { "; \($0)" } ?? ""
        entries.append(
            Entry(
                number: step.specStep, action: answer.question.description.escapedForTerminal,
                outcome: text.services + note))
        for service in text.furtherServices { addDetail(service) }
    }

    private mutating func add(
        _ hop: WellKnownHop, of step: DiscoveryStep, in result: DiscoveryResult
    ) {
        let text = WellKnownHopText(hop, of: step, in: result.wellKnown)
        entries.append(
            Entry(
                number: step.specStep, action: "GET \(hop.url.escapedForTerminal)",
                outcome: text.outcome))
        if let detour = hop.detour { addDetail("connect-to \(detour)".escapedForTerminal) }
        for attempt in text.failedAttempts { addDetail(attempt) }
    }

    private mutating func addDetail(_ outcome: String, action: String? = nil) {
        entries.append(
            Entry(number: nil, action: action?.escapedForTerminal, outcome: outcome))
    }
}
