import Findings
import MatrixJSON

/// The reports of an earlier run, as they were written in JSON.
public struct CheckBaseline: Sendable, Hashable {
    /// The servers, in the order of the reports.
    public let reports: [BaselineReport]

    /// Reads what a run wrote with `--format json` or `ndjson`: a report, a sweep, or a report a
    /// line.
    ///
    /// - Throws: ``CheckBaselineError`` where it is something else.
    public init(parsing bytes: [UInt8]) throws(CheckBaselineError) {
        if let document = try? JSONDocument(parsing: bytes) {
            reports = try Self.reports(in: document.root)
            return
        }
        // No one document: then it is one a line.
        var reports: [BaselineReport] = []
        var number = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }) { continue }
            do {
                reports += try Self.reports(in: JSONDocument(parsing: Array(line)).root)
            } catch let error as JSONSyntaxError {
                throw .notJSON(line: number, error)
            } catch {
                throw .notAReport(line: number)
            }
        }
        guard !reports.isEmpty else { throw .notAReport(line: 1) }
        self.reports = reports
    }

    /// The report about `server`.
    public func report(on server: String) -> BaselineReport? {
        reports.first { $0.serverName.utf8.elementsEqual(server.utf8) }
    }

    private static func reports(
        in element: JSONElement
    ) throws(CheckBaselineError) -> [BaselineReport] {
        switch element["schema"]?.string {
        case "fedctl.check/1":
            guard let report = BaselineReport(element) else { throw .notAReport(line: 1) }
            return [report]
        case "fedctl.sweep/1":
            let reports = (element["servers"]?.elements ?? []).compactMap(BaselineReport.init)
            guard !reports.isEmpty else { throw .notAReport(line: 1) }
            return reports
        default: throw .notAReport(line: 1)
        }
    }
}
