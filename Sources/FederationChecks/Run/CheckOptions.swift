public import FederationCore
public import Findings

/// What a run of checks leaves out, and what its `reproduce` commands have to name.
public struct CheckOptions: Sendable {
    /// The checks to report; none reports all.
    public var only: Set<CheckID>?
    /// The checks to leave out.
    public var without: Set<CheckID>
    /// The files of the certificate authorities that the user added, for commands that reproduce a
    /// finding.
    public var authorityFiles: [String]
    /// What the user expects; none expects nothing.
    public var expectations: Expectations?
    /// Whether the report keeps the raw answers.
    public var keepsFacts: Bool
    /// The notaries whose view of the server is asked for.
    public var notaries: [ServerName] = []
    /// Whether the server is asked, as a notary, for the keys of others, which makes it go out.
    public var probesNotary = false
    /// The keys of the server's own key file, to compare with what is published; they sign nothing.
    public var ownKeys: [SigningKey] = []

    /// How long to wait before a request is made again that the front end failed, where the answer does not say.
    public var pause: Duration = .seconds(1)

    /// Options of a run.
    public init(
        only: Set<CheckID>? = nil, without: Set<CheckID> = [], authorityFiles: [String] = [],
        expectations: Expectations? = nil, keepsFacts: Bool = false
    ) {
        self.only = only
        self.without = without
        self.authorityFiles = authorityFiles
        self.expectations = expectations
        self.keepsFacts = keepsFacts
    }

    /// Whether `check` is reported.
    func reports(_ check: CheckID) -> Bool {
        if expectations == nil, check.topic == "expected" { return false }
        return (only?.contains(check) ?? true) && !without.contains(check)
    }

    /// Whether `check` says anything without being named: what only an option asks for is not in a
    /// report without that option.
    private func applies(_ check: Check) -> Bool {
        if check.probes.contains(.outsideView), notaries.isEmpty { return false }
        if check.probes.contains(.notaryFailures), !probesNotary { return false }
        if check.probes.contains(.keyFile), ownKeys.isEmpty { return false }
        return true
    }

    /// The checks of `table` that are reported, and those that these need, in the order of `table`.
    func evaluated(of table: [Check]) -> [Check] {
        var wanted = Set<CheckID>()
        for check in table.reversed() {
            let isReported = reports(check.id) && (only != nil || applies(check))
            guard isReported || wanted.contains(check.id) else { continue }
            wanted.insert(check.id)
            wanted.formUnion(check.needs)
        }
        return table.filter { wanted.contains($0.id) }
    }
}
