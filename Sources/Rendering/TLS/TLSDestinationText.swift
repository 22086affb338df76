import Certificates
import FederationChecks
import FederationCore
import Findings
import FoundationEssentials

/// One destination of a TLS report in words.
struct TLSDestinationText {
    private let report: TLSDestinationReport
    private let now: Date

    init(_ report: TLSDestinationReport, now: Date) {
        self.report = report
        self.now = now
    }

    /// The heading, the facts, and the findings that warn or fail.
    func lines(style: TextStyle) -> [String] {
        let place = "\(report.destination) for \(report.destination.tlsName)"
        var lines = [style.heading(place.escapedForTerminal)]
        lines += (handshake + nameless).map { "  " + $0.escapedForTerminal }
        if let completed = report.completed {
            lines += CertificateTable(completed.chain, now: now).lines.map { "  " + $0 }
            lines += verification(completed).map { "  " + $0.escapedForTerminal }
        }
        lines += exchanges.map { "  " + $0.escapedForTerminal }
        let wrong = report.findings.filter { $0.verdict == .fail || $0.verdict == .warn }
        let width = wrong.map(\.check.name.count).max() ?? 0
        return lines + wrong.flatMap { $0.lines(identifierWidth: width, style: style) }
    }

    /// What was agreed on, and which other versions are accepted.
    private var handshake: [String] {
        var parts: [String]
        switch report.handshake {
        case .failure(let error): parts = [error.reason]
        case .success(let result):
            var agreed = [result.version, result.cipherSuite]
            if let group = result.group { agreed.append(group) }
            agreed.append(result.applicationProtocol.map { "ALPN \($0)" } ?? "no ALPN")
            parts = [agreed.joined(separator: ", ")]
        }
        let best = report.completed?.version
        let others = report.versions.filter { $0.accepted != nil && $0.version.rawValue != best }
        if !others.isEmpty {
            parts.append("also accepts " + others.map(\.version.rawValue).joined(separator: ", "))
        }
        let refused = report.versions.filter(\.isRefused).map { $0.version.rawValue.dropFirst(4) }
        if !refused.isEmpty { parts.append("refuses " + refused.joined(separator: ", ")) }
        var lines = [parts.joined(separator: "; ")]
        if report.completed?.asksForClientCertificate == true {
            lines.append("asks for a client certificate, which peers need not have")
        }
        return lines
    }

    private var nameless: [String] {
        switch report.namelessAnswer {
        case nil: []
        case .same?: ["without SNI: the same certificate"]
        case .other(let result)?: ["without SNI: another certificate (\(Self.names(result)))"]
        case .onlyWithout(let result)?: ["a handshake without SNI only (\(Self.names(result)))"]
        case .refused(let error)?: ["without SNI: \(error.reason)"]
        }
    }

    private static func names(_ result: TLSProbeResult) -> String {
        guard let leaf = result.chain.first else { return "none" }
        return (leaf.dnsNames + leaf.ipAddresses).first ?? leaf.commonName ?? leaf.subject
    }

    /// Where the chain ends, or every error.
    private func verification(_ result: TLSProbeResult) -> [String] {
        var lines: [String]
        if result.verificationErrors.isEmpty {
            switch result.anchor {
            case nil: lines = ["verifies"]
            case let anchor? where anchor.isAdded:
                lines = ["verifies against \"\(anchor.name)\", given with --ca"]
            case .some: lines = ["verifies against the system's roots"]
            }
        } else {
            lines = ["does not verify:"]
            for error in result.verificationErrors {
                let subject = error.subject.map { " (\($0))" } ?? ""
                lines.append("  \(error.depth)  \(error.description)\(subject)")
            }
        }
        guard let issuers = report.issuers else { return lines }
        if issuers.steps.isEmpty {
            lines.append("nothing to fetch: no certificate says where its issuer is")
        }
        for step in issuers.steps {
            switch step.outcome {
            case .success(let facts):
                lines.append("fetched \(step.url): \(facts.subject)")
            case .failure(let error): lines.append("fetched \(step.url): \(error)")
            }
        }
        if !issuers.certificates.isEmpty {
            lines.append(
                issuers.completes ? "with it the chain verifies" : "not even so does it verify")
        }
        return lines
    }

    /// The answer over HTTP/1.1, and whether HTTP/2 gives the same.
    private var exchanges: [String] {
        guard let first = report.exchanges.first else { return [] }
        var lines = [Self.words(first)]
        guard let second = report.exchanges.dropFirst().first else { return lines }
        if let response = second.response, response.version == first.response?.version {
            lines.append("HTTP/2 is not offered")
        } else if second.agrees(with: first) {
            lines.append(Self.words(second) + ", the same answer")
        } else if first.response == nil, second.response == nil {
            lines.append(Self.words(second))
        } else {
            lines.append(Self.words(second) + ", another answer than over HTTP/1.1")
        }
        return lines
    }

    private static func words(_ trial: HTTPVersionTrial) -> String {
        switch trial.outcome {
        case .failure(let error):
            return (trial.offered == .http2 ? "HTTP/2" : "HTTP/1.1") + ": \(error.reason)"
        case .success(let response):
            let timings = response.timings
            let phases = [
                ("connected", timings.connect), ("TLS", timings.tls),
                ("first byte", timings.firstByte), ("done", timings.total),
            ].compactMap { label, time in time.map { "\(label) \(MillisecondText.text($0))" } }
            let spent = phases.isEmpty ? "" : " (\(phases.joined(separator: ", ")))"
            return "\(response.version) \(response.status)\(spent)"
        }
    }
}
