import FederationCore
import Findings
import FoundationEssentials
import ServerDiscovery
import SigningKeys

/// How far the clocks of two servers may be apart before it is told, in seconds.
private let tolerance = 60.0

/// The server's clock is right, by the `Date` of its answers.
func judgeClock(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let offset = facts.clockOffset(context) else {
        return .skip("no answer has a Date")
    }
    let witnesses = context.notaryClockOffsets
    var evidence = [Evidence("offset_seconds", .integer(Int(offset.rounded())))]
    if !witnesses.isEmpty {
        evidence.append(
            Evidence("notary_offset_seconds", .list(witnesses.map { "\(Int($0.rounded()))" })))
    }
    let words = offsetWords(offset)
    let withUs = witnesses.count { abs($0) <= tolerance }
    let withThem = witnesses.count { abs($0 - offset) <= tolerance }
    guard abs(offset) > tolerance else {
        guard let other = witnesses.first, withUs == 0 else {
            let remark = withUs > 0 ? ", and of \(notaries(withUs, of: witnesses.count))" : ""
            return .pass("within a minute of ours\(remark)", evidence: evidence)
        }
        return .warn(
            "within a minute of ours, but no notary's clock is: one is \(offsetWords(other))",
            expected: "a Date within a minute of the notaries'", got: offsetWords(other),
            fix: "set both clocks, or run NTP on both machines, then check again",
            reproduce: command(facts, context), evidence: evidence)
    }
    let blame: (summary: String, isOurs: Bool)
    if withUs > 0 || withThem > 0 {
        blame =
            withThem > withUs
            ? (
                "our own clock is wrong: the server's is \(words), as that of "
                    + notaries(withThem, of: witnesses.count), true
            )
            : (
                "the server's clock is \(words), and ours is that of "
                    + notaries(withUs, of: witnesses.count), false
            )
    } else {
        // Other machines of the same server, and whatever serves its well-known document.
        let others =
            context.destinations.filter { $0.destination != facts.destination }
            .compactMap { $0.clockOffset(context) }
            + [context.wellKnownClockOffset].compactMap(\.self)
        blame =
            if others.isEmpty {
                (
                    "the server's clock is \(words), or ours is wrong: no other clock was asked "
                        + "(--notary asks some)", false
                )
            } else if others.allSatisfy({ abs($0 - offset) < tolerance }) {
                (
                    "the clocks of all servers that were asked are \(words): ours may be the wrong "
                        + "one", true
                )
            } else {
                (
                    "the server's clock is \(words): keys seem to be valid too long, or already "
                        + "expired", false
                )
            }
    }
    return .warn(
        blame.summary, expected: "a Date within a minute of ours", got: words,
        fix: blame.isOurs
            ? "set the clock of this machine, or run NTP there, then check again"
            : "run NTP on the server (timedatectl set-ntp true)",
        reproduce: command(facts, context), evidence: evidence)
}

private func command(_ facts: DestinationFacts, _ context: CheckContext) -> String {
    ReproduceCommand.curl(
        target: RouteProbe.version.path, at: facts.destination, in: context)
}

private func notaries(_ count: Int, of all: Int) -> String {
    all == 1 ? "the notary" : "\(count) of \(all) notaries"
}

private func offsetWords(_ seconds: Double) -> String {
    "\(spanWords(abs(seconds))) \(seconds < 0 ? "behind" : "ahead")"
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

    /// How far the clocks of the notaries of `--notary` are ahead of ours, in seconds: these are machines of others.
    fileprivate var notaryClockOffsets: [Double] {
        let views = about.outsideView.value?.views ?? []
        return views.filter { $0.notary != serverName }.compactMap { view in
            view.answers.lazy.compactMap(\.clockOffset).first
        }
    }
}
