import FederationCore
import Findings
import ServerDiscovery

/// The well-known document is kept for a sensible time.
func judgeLifetime(_ context: CheckContext) -> Judgement {
    guard let wellKnown = context.discovery.wellKnown, wellKnown.failure == nil,
        let response = wellKnown.response
    else { return .skip("no delegation") }
    let lifetime = wellKnown.lifetime
    let words = lifetimeWords(lifetime.seconds)
    let command = wellKnownCommand(context)
    var evidence = [
        Evidence("lifetime_seconds", .integer(lifetime.seconds)),
        Evidence("lifetime_source", .text(lifetime.source.description.bounded)),
    ]
    if let stated = lifetime.statedSeconds {
        evidence.append(Evidence("stated_seconds", .integer(stated)))
    }
    let age = response.headers.firstValue(of: "Age").flatMap { Int($0) }
    if let age, age > lifetime.seconds, lifetime.seconds > 0 {
        return .warn(
            "a cache gives a copy that is \(lifetimeWords(age)) old, where it may be kept for "
                + words, expected: "Age up to \(lifetime.seconds)", got: "Age: \(age)",
            fix: "purge the cache before the web server: peers get the former delegation from it",
            reproduce: command, evidence: evidence + [Evidence("age_seconds", .integer(age))])
    }
    if lifetime.isClamped, let stated = lifetime.statedSeconds {
        return .warn(
            "asks to be kept for \(lifetimeWords(stated)), and peers keep it for \(words) at most; "
                + "some kept it for longer",
            expected: "at most 48 h", got: lifetime.source.description.bounded,
            fix: "send Cache-Control: max-age=86400; before a move send max-age=3600 a day ahead, "
                + "and keep the former place answering until then",
            reproduce: command, evidence: evidence)
    }
    if lifetime.seconds < 60 {
        return .warn(
            "may be kept for \(words): peers ask for it before almost every request",
            expected: "an hour to two days", got: lifetime.source.description.bounded,
            fix: "send Cache-Control: max-age=86400 for /.well-known/matrix/server",
            reproduce: command, evidence: evidence)
    }
    return .pass(
        "kept for \(words) (\(lifetime.source.description.bounded)); after a move the former place "
            + "has to answer that long",
        evidence: evidence, reproduce: command)
}

/// The way to the well-known document is short.
func judgeRedirects(_ context: CheckContext) -> Judgement {
    guard let wellKnown = context.discovery.wellKnown else { return .skip("not asked for") }
    let urls = wellKnown.hops.map(\.url.bounded)
    let evidence = [Evidence("urls", .list(urls))]
    let count = wellKnown.redirectCount
    guard count > 0 else { return .pass("no redirect", evidence: evidence) }
    let way = wellKnown.way
    let words = count == 1 ? "1 redirect" : "\(count) redirects"
    guard count <= 3 else {
        return .warn(
            "\(words): \(way)", expected: "3 redirects at most; better none", got: words,
            fix: "serve the document without a redirect: implementations give up after different "
                + "numbers of them",
            reproduce: wellKnownCommand(context), evidence: evidence)
    }
    if let other = wellKnown.hops.lazy.compactMap(\.server).first(where: {
        !$0.isAkin(to: context.serverName)
    }) {
        return .warn(
            "\(words): \(way): \(other.hostText.bounded), another host, decides where "
                + "peers go",
            expected: "the document at \(context.serverName.hostText) itself",
            got: other.hostText.bounded,
            fix: "serve the document without a redirect: whoever has \(other.hostText.bounded) can "
                + "lead the server's traffic elsewhere, and some peers follow no redirect to another "
                + "domain",
            reproduce: wellKnownCommand(context), evidence: evidence)
    }
    return .pass("\(words): \(way)", evidence: evidence, reproduce: wellKnownCommand(context))
}

extension ServerName {
    /// Whether both are the same host, or one is a host under the other, as `www.example.org` is
    /// under `example.org`.
    fileprivate func isAkin(to other: ServerName) -> Bool {
        let (one, two) = (comparable, other.comparable)
        return one == two || one.hasSuffix("." + two) || two.hasSuffix("." + one)
    }

    private var comparable: String {
        let text = hostText.lowercased()
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}

/// Every address of the name gives the same well-known document.
func judgeWellKnownAddresses(_ context: CheckContext) -> Judgement {
    guard let wellKnown = context.discovery.wellKnown else {
        return .skip(reasonWithoutWellKnown(context))
    }
    guard let answers = context.about.wellKnownAnswers.value else {
        return .skip(context.about.wellKnownAnswers.reason ?? "not asked for")
    }
    guard !answers.isEmpty else { return .skip("no well-known document") }
    let rows = answers.map { "\($0.place): \($0.reading.description.bounded)" }
    let evidence = [Evidence("answers", .list(rows))]
    let readings = Set(answers.map(\.reading.kind))
    let good = answers.filter { if case .failed = $0.reading { false } else { true } }
    if readings.count == 1 {
        guard !good.isEmpty else { return .skip("no well-known document") }
        if case .redirects(let location) = good[0].reading, wellKnown.failure != nil {
            return .skip("every address redirects to \(location.bounded), which gives no document")
        }
        return .pass(
            answers.count == 1
                ? "\(answers[0].place)" : "the same at \(answers.count) addresses",
            evidence: evidence)
    }
    let command = wellKnownCommand(context)
    let names = Set(good.map(\.reading.kind))
    if names.count > 1 {
        return .fail(
            "the addresses of \(context.serverName.hostText) delegate to different servers",
            expected: "one document everywhere", got: rows.joined(separator: "; ").bounded,
            fix: "put the present document on every web server of the name, or remove the records "
                + "of those that were left behind by a move: some peers still go to the former "
                + "server",
            reproduce: command, evidence: evidence)
    }
    let bad = answers.filter { if case .failed = $0.reading { true } else { false } }
    let isFamily = Set(bad.map(\.address.family)).isDisjoint(with: good.map(\.address.family))
    let family = bad.first?.address.family == .v6 ? "IPv6" : "IPv4"
    let bound = rows.joined(separator: "; ").bounded
    guard let first = bad.first, !good.isEmpty else {
        return .warn(
            "no address gives the document, each for another reason",
            expected: "one answer everywhere", got: bound,
            fix: "make every web server of the name answer in the same way",
            reproduce: command, evidence: evidence)
    }
    return .fail(
        "\(first.place): \(first.reading.description.bounded); "
            + (isFamily
                ? "peers with \(family) alone find no delegation"
                : "peers that ask there find no delegation"),
        expected: "one document everywhere", got: bound,
        fix: isFamily && context.expectations.excludes(first.address.family)
            ? "remove the \(family == "IPv6" ? "AAAA" : "A") record: no \(family) is expected"
            : isFamily
                ? "serve the document over \(family) too (nginx: listen "
                    + "\(family == "IPv6" ? "[::]:443" : "443") ssl), or remove the "
                    + "\(family == "IPv6" ? "AAAA" : "A") record"
                : "put the document on every web server of the name, or remove the record of this one",
        reproduce: command, evidence: evidence)
}

extension WellKnownAnswer {
    /// Address and port.
    fileprivate var place: String { "\(address.hostText):\(port)" }
}

extension WellKnownAnswer.Reading {
    /// What makes two answers different: which kind of failure it is makes none.
    fileprivate var kind: String {
        switch self {
        case .delegates(let name): "to \(name)"
        case .redirects(let location): "at \(location)"
        case .failed(.status(404)), .failed(.status(410)): "none"
        case .failed(let failure): "failed: \(failure)"
        }
    }
}
