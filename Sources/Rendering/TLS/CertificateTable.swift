import Certificates
import FederationCore
import FoundationEssentials

/// A chain in words, as it was sent: two lines a certificate.
struct CertificateTable {
    private let chain: [CertificateFacts]
    private let now: Date

    /// The most names of one certificate that are shown.
    private static let shownNames = 6

    init(_ chain: [CertificateFacts], now: Date) {
        self.chain = chain
        self.now = now
    }

    /// The lines; what the certificates say is escaped.
    var lines: [String] {
        guard !chain.isEmpty else { return ["no certificate"] }
        let rows = chain.enumerated().map { index, facts in
            [
                String(index), subject(facts), role(facts, at: index), facts.publicKey,
                validity(facts),
            ].map(\.escapedForTerminal)
        }
        return zip(Table.align(rows), chain).flatMap { [$0, "   " + details($1)] }
    }

    private func subject(_ facts: CertificateFacts) -> String {
        facts.commonName.map { "CN=\($0)" } ?? facts.subject
    }

    /// What a certificate is for: its names, or what it issued.
    private func role(_ facts: CertificateFacts, at index: Int) -> String {
        let names = facts.dnsNames.map { "DNS:\($0)" } + facts.ipAddresses.map { "IP:\($0)" }
        if !names.isEmpty {
            let shown = names.prefix(Self.shownNames).joined(separator: ", ")
            let rest = names.count - Self.shownNames
            return rest > 0 ? "\(shown) and \(rest) more" : shown
        }
        let issued = chain.indices.filter { other in
            other != index && chain[other].issuer == facts.subject
        }
        var words =
            issued.isEmpty ? [] : ["issuer of " + issued.map(String.init).joined(separator: ", ")]
        if facts.isAuthority { words.append("CA") }
        return words.isEmpty ? "no name" : words.joined(separator: ", ")
    }

    private func validity(_ facts: CertificateFacts) -> String {
        let start = UTCTime(facts.notBefore)
        let end = UTCTime(facts.notAfter)
        let present = UTCTime(now)
        var words = "\(start.dayText) to \(end.dayText)"
        if facts.notAfter < now {
            words += " (expired \(end.span(from: present)))"
        } else if facts.notBefore > now {
            words += " (not valid yet)"
        } else if !facts.isAuthority {
            words += " (\(end.span(from: present)) left)"
        }
        return words
    }

    private func details(_ facts: CertificateFacts) -> String {
        var words = ["by \(facts.issuer)", facts.signatureAlgorithm]
        if !facts.isAuthority {
            words.append(facts.signedTimestamps == 0 ? "no SCT" : "\(facts.signedTimestamps) SCTs")
        }
        words.append("SHA-256 \(facts.sha256)")
        return words.joined(separator: ", ").escapedForTerminal
    }
}
