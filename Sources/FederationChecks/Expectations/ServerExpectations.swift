public import FederationCore
public import Findings

/// What a user expects of one server.
public struct ServerExpectations: Sendable, Hashable {
    /// What the well-known document is to name; none says nothing about it.
    public var delegation: Delegation?
    /// Whether the server is to have IPv4 addresses; none says nothing about it.
    public var ipv4: Bool?
    /// Whether the server is to have IPv6 addresses; none says nothing about it.
    public var ipv6: Bool?
    /// How heavily checks weigh that do not pass.
    public var severities: [CheckID: Severity]
    /// The checks that are left out, each with the reason, which may be empty.
    public var skipped: [CheckID: String]

    /// What a well-known document is to say.
    public enum Delegation: Sendable, Hashable {
        /// `m.server` is this name.
        case to(ServerName)
        /// There is no delegation.
        case absent
    }

    /// What a check counts as that does not pass.
    public enum Severity: String, Sendable, Hashable, CaseIterable {
        /// A warning counts as a failure.
        case fail
        /// A failure counts as a warning.
        case warn
    }

    /// Expectations; without any, nothing is expected.
    public init(
        delegation: Delegation? = nil, ipv4: Bool? = nil, ipv6: Bool? = nil,
        severities: [CheckID: Severity] = [:], skipped: [CheckID: String] = [:]
    ) {
        self.delegation = delegation
        self.ipv4 = ipv4
        self.ipv6 = ipv6
        self.severities = severities
        self.skipped = skipped
    }

    /// Whether addresses of `family` are to be missing.
    func excludes(_ family: IPAddress.Family) -> Bool {
        (family == .v4 ? ipv4 : ipv6) == false
    }

    /// The records of addresses that the server is to have, such as `A and AAAA`.
    var addressRecords: String {
        excludes(.v6) ? "A" : excludes(.v4) ? "AAAA" : "A and AAAA"
    }

    /// These expectations where they say something, and `common` where they do not.
    func over(_ common: ServerExpectations) -> ServerExpectations {
        ServerExpectations(
            delegation: delegation ?? common.delegation, ipv4: ipv4 ?? common.ipv4,
            ipv6: ipv6 ?? common.ipv6,
            severities: common.severities.merging(severities) { $1 },
            skipped: common.skipped.merging(skipped) { $1 })
    }

    /// The finding, as heavy as it is to be.
    func weighed(_ finding: Finding) -> Finding {
        var weighed = finding
        if let reason = skipped[finding.check] {
            weighed = Finding(
                finding.check, .skip,
                reason.isEmpty ? "not wanted" : "not wanted: \(reason)",
                destination: finding.destination)
        } else if let severity = severities[finding.check] {
            switch (severity, finding.verdict) {
            case (.fail, .warn): weighed.verdict = .fail
            case (.warn, .fail): weighed.verdict = .warn
            default: return finding
            }
            weighed.evidence.append(
                Evidence("verdict_unweighed", .text(finding.verdict.rawValue)))
        }
        return weighed
    }
}
