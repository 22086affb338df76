import FederationCore
import ServerDiscovery

/// One request for a well-known document in words.
struct WellKnownHopText {
    private let hop: WellKnownHop
    private let step: DiscoveryStep
    private let result: WellKnownResult?

    init(_ hop: WellKnownHop, of step: DiscoveryStep, in result: WellKnownResult?) {
        self.hop = hop
        self.step = step
        self.result = result
    }

    /// What came back, such as `200 in 84 ms, application/json, kept for 24 h (max-age=86400)`.
    var outcome: String {
        guard let response = hop.response else { return failure }
        let duration = MillisecondText.text(step.milliseconds ?? hop.milliseconds)
        var parts = ["\(response.status) in \(duration)"]
        if let lifetime = step.lifetime {
            parts.append(response.mediaType?.escapedForTerminal ?? "no Content-Type")
            if case .failed(let reason) = step.outcome, reason != "status \(response.status)" {
                parts.append(reason.escapedForTerminal)
            }
            parts.append(Self.words(for: lifetime))
        } else if let location = hop.location {
            parts.append("to \(location.escapedForTerminal)")
        }
        return parts.joined(separator: ", ")
    }

    /// The addresses that gave no answer, with their reasons; but for the one whose reason is the outcome.
    var failedAttempts: [String] {
        let told = hop.response == nil ? hop.attempts.dropLast() : hop.attempts[...]
        return told.compactMap { attempt in
            guard let reason = attempt.error?.reason.escapedForTerminal else { return nil }
            let place = "\(attempt.address.hostText):\(attempt.port)"
            return reason.contains(place) ? reason : "\(place): \(reason)"
        }
    }

    private var failure: String {
        let reason = step.outcome.description.escapedForTerminal
        // Where the name has no address, the answer says more.
        guard hop.attempts.isEmpty, let answer = hop.addressAnswers.first,
            answer.outcome != .found,
            hop.addressAnswers.allSatisfy({ $0.outcome == answer.outcome })
        else { return "\(reason), in \(MillisecondText.text(hop.milliseconds))" }
        return DNSAnswerText(answer).refusal
    }

    /// `kept for 24 h (max-age=86400)`.
    static func words(for lifetime: CacheLifetime) -> String {
        let source = lifetime.source.description.escapedForTerminal
        if lifetime.seconds == 0 { return "not kept (\(source))" }
        let limit = lifetime.isClamped ? ", the most that is allowed" : ""
        return "kept for \(span(lifetime.seconds))\(limit) (\(source))"
    }

    private static func span(_ seconds: Int) -> String {
        if seconds.isMultiple(of: 3600) { return "\(seconds / 3600) h" }
        if seconds.isMultiple(of: 60) { return "\(seconds / 60) min" }
        return "\(seconds) s"
    }
}
