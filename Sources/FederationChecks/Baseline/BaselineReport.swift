public import Findings
import MatrixJSON

/// What an earlier run said about one server.
public struct BaselineReport: Sendable, Hashable {
    /// The server.
    public let serverName: String
    /// When that run began, as it is written in the report.
    public let startedAt: String
    /// What was found.
    public let findings: [Entry]

    /// One finding.
    public struct Entry: Sendable, Hashable {
        /// The check.
        public let check: CheckID
        /// The destination; none for a finding about the name.
        public let destination: String?
        /// The verdict.
        public let verdict: Verdict
        /// What it said.
        public let summary: String
        /// Its evidence, by name.
        let evidence: [String: JSONValue]
    }

    /// Reads a `fedctl.check/1`; none where `element` is not one.
    init?(_ element: JSONElement) {
        guard element["schema"]?.string == "fedctl.check/1",
            let serverName = element["server_name"]?.string,
            let startedAt = element["started_at"]?.string,
            let checks = element["checks"], checks.kind == .array
        else { return nil }
        self.serverName = serverName
        self.startedAt = startedAt
        var findings: [Entry] = []
        for check in checks.elements {
            guard let id = check["id"]?.string,
                let verdict = check["verdict"]?.string.flatMap(Verdict.init(rawValue:))
            else { return nil }
            var evidence: [String: JSONValue] = [:]
            for member in check["evidence"]?.members ?? [] {
                evidence[member.name] = member.value.value
            }
            findings.append(
                Entry(
                    check: CheckID(id), destination: check["destination"]?.string,
                    verdict: verdict, summary: check["summary"]?.string ?? "",
                    evidence: evidence))
        }
        self.findings = findings
    }
}
