import FoundationEssentials

/// The fuzz target of key documents: whatever comes, every check says something, and what is relied on
/// names the server that was asked.
@c(LLVMFuzzerTestOneInput)
public func fuzzKeyDocument(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let name = try? ServerName(parsing: "example.org") else { return 0 }
    let now = Date(timeIntervalSince1970: 1_795_355_165)
    for expected in [name, nil] {
        let report = KeyDocumentReport(judging: bytes, of: expected, now: now)
        precondition(
            KeyDocumentCheck.all.allSatisfy { check in
                report.findings.contains { $0.check == check.id }
            })
        precondition(report.findings.allSatisfy { !$0.summary.isEmpty })
        precondition(report.rows.count <= 2 * KeyDocumentReport.keyLimit)
        if let verified = report.verified {
            precondition(expected == nil || verified.value.serverName == name)
        }
    }
    var known = KnownKeys()
    _ = try? known.add(saved: bytes, path: "saved", now: now)
    return 0
}
