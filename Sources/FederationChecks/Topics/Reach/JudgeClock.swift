import FederationCore
import Findings
import FoundationEssentials
import ServerDiscovery

/// How far the clocks of two servers may be apart before it is told, in seconds.
private let tolerance = 60.0

/// The server's clock is right, by the `Date` of its answers.
func judgeClock(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let offset = facts.clockOffset(context) else {
        return .skip("no answer has a Date")
    }
    let evidence = [Evidence("offset_seconds", .integer(Int(offset.rounded())))]
    guard abs(offset) > tolerance else {
        return .pass("within a minute of ours", evidence: evidence)
    }
    let words = "\(spanWords(abs(offset))) \(offset < 0 ? "behind" : "ahead")"
    // Where everybody else says the same, it is most likely our own clock.
    let others =
        context.destinations.filter { $0.destination != facts.destination }
        .compactMap { $0.clockOffset(context) } + [context.wellKnownClockOffset].compactMap(\.self)
    let isOurs = !others.isEmpty && others.allSatisfy { abs($0 - offset) < tolerance }
    return .warn(
        isOurs
            ? "the clocks of all servers that were asked are \(words): ours may be the wrong one"
            : "the server's clock is \(words): keys seem to be valid too long, or already expired",
        expected: "a Date within a minute of ours", got: words,
        fix: isOurs
            ? "set the clock of this machine, or run NTP there, then check again"
            : "run NTP on the server (timedatectl set-ntp true)",
        reproduce: ReproduceCommand.curl(
            target: RouteProbe.version.path, at: facts.destination, in: context),
        evidence: evidence)
}

private func spanWords(_ seconds: Double) -> String {
    guard seconds < 1e9 else { return "years" }
    let minutes = Int(seconds / 60)
    return minutes >= 60 ? "\(minutes / 60) h \(minutes % 60) min" : "\(minutes) min"
}

extension DestinationFacts {
    /// How far the server's clock is ahead of ours, in seconds.
    fileprivate func clockOffset(_ context: CheckContext) -> Double? {
        exchanges.lazy.compactMap(\.response).compactMap { $0.clockOffset(from: context.now) }.first
    }
}

extension CheckContext {
    fileprivate var wellKnownClockOffset: Double? {
        discovery.wellKnown?.response?.clockOffset(from: now)
    }
}

extension HTTPResponse {
    /// How far the `Date` is ahead of `now`; none where there is none, or the answer was stored.
    fileprivate func clockOffset(from now: Date) -> Double? {
        guard headers.firstValue(of: "Age") == nil,
            let date = headers.firstValue(of: "Date").flatMap(HTTPDate.parse)
        else { return nil }
        return date.timeIntervalSince(now)
    }
}
