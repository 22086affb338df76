import FederationChecks
import FederationCore
import Findings

/// Reads the file of `--expect`.
struct ExpectationsReader {
    /// The file.
    let path: String

    /// The expectations that the file holds.
    ///
    /// - Throws: ``CommandFailure`` with the place in the file, what was expected and what was there.
    func expectations() throws(CommandFailure) -> Expectations {
        let file = try YAMLFile(path: path).decode(ExpectationsFile.self)
        var expectations = Expectations(common: try row(file.common, at: ""))
        for (text, row) in file.servers {
            do {
                let name = try ServerName(parsing: text)
                expectations.servers[name] = try self.row(row, at: "servers: \(text): ")
            } catch let error as ServerNameError {
                throw .badInput("\(path): servers: '\(text)': \(error)")
            } catch let error as CommandFailure {
                throw error
            } catch {
                throw .badInput("\(path): \(error)")
            }
        }
        return expectations
    }

    private func row(
        _ row: ExpectationsFile.Row, at place: String
    ) throws(CommandFailure) -> ServerExpectations {
        var expectations = ServerExpectations(ipv4: row.ipv4, ipv6: row.ipv6)
        switch row.delegation {
        case nil: break
        case "none"?: expectations.delegation = .absent
        case let text?:
            do {
                expectations.delegation = .to(try ServerName(parsing: text))
            } catch {
                throw .badInput("\(path): \(place)m.server: '\(text)': \(error)")
            }
        }
        for (text, word) in row.severity ?? [:] {
            guard let severity = ServerExpectations.Severity(rawValue: word) else {
                throw .badInput(
                    "\(path): \(place)severity: \(text): expected fail or warn, found '\(word)'")
            }
            expectations.severities[try check(text, at: place + "severity")] = severity
        }
        for (text, reason) in row.skip ?? [:] {
            expectations.skipped[try check(text, at: place + "skip")] = reason
        }
        return expectations
    }

    private func check(_ text: String, at place: String) throws(CommandFailure) -> CheckID {
        let id = CheckID(text)
        guard Check.named(id) != nil else {
            throw .badInput(
                "\(path): \(place): '\(text)' is no check"
                    + Suggestion.remark(for: text, among: Check.all.map(\.id.name)),
                hint: "'fedctl explain' lists them")
        }
        return id
    }
}
