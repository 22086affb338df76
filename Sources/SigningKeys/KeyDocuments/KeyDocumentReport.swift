public import FederationCore
public import Findings
public import FoundationEssentials

/// What a key document is worth: a table of its keys, and a finding for every check.
///
/// The document is judged byte for byte as it came. Text that it holds is in the findings as it
/// came; whoever prints them escapes it.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#publishing-keys>
public struct KeyDocumentReport: Sendable {
    /// The server that the document names, where it names one.
    public let serverName: ServerName?
    /// Until when the document says it is valid: milliseconds since the Unix epoch.
    public let validUntil: Int64?
    /// Until when peers may use its keys: seven days from now at most.
    public let usableUntil: Int64?
    /// Its keys, current ones first, at most ``keyLimit`` of each kind.
    public let rows: [KeyDocumentRow]
    /// At least one finding for each row of ``KeyDocumentCheck/all``, in their order.
    public let findings: [Finding]
    /// What the document says, without the entries that are no keys; none where its signature or its
    /// name says that it cannot be relied on.
    public let verified: Verified<KeyDocument>?
    /// The bytes as they came.
    public let bytes: [UInt8]

    /// How many current, and how many old keys are looked at.
    public static let keyLimit = 100

    /// Judges a document.
    ///
    /// - Parameters:
    ///   - bytes: The document as it came.
    ///   - expected: The server that was asked; none for a document from a file, which is then taken
    ///     by the name that it has.
    ///   - now: The present.
    ///   - command: A shell command that prints the document, for the lines that reproduce a finding.
    ///   - ownKeys: The keys of the server's key file, whose secrets must not be in the document.
    public init(
        judging bytes: [UInt8], of expected: ServerName? = nil, now: Date,
        obtainedBy command: String? = nil, ownKeys: [SigningKey] = []
    ) {
        var judge = KeyDocumentJudge(
            bytes: bytes, expected: expected,
            now: UTCTime(now).milliseconds,
            command: command)
        judge.ownSeeds = ownKeys.map(\.seed)
        judge.judge()
        self.bytes = bytes
        serverName = judge.serverName
        validUntil = judge.validUntil
        usableUntil = judge.usableUntil
        rows = judge.rows
        verified = judge.verified
        findings = judge.findings.sorted
    }

    /// The worst verdict of the findings.
    public var verdict: Verdict { Verdict.worst(of: findings.map(\.verdict)) }

    /// How many findings have which verdict.
    public var counts: VerdictCounts { VerdictCounts(of: findings) }
}
