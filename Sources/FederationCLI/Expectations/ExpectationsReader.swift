import FederationChecks
import FederationCore
import Findings
import Yams

/// Reads the file of `--expect`.
struct ExpectationsReader {
    /// The file.
    let path: String

    /// The expectations that the file holds.
    ///
    /// - Throws: ``CommandFailure`` with the place in the file, what was expected and what was there.
    func expectations() throws(CommandFailure) -> Expectations {
        let text = String(decoding: try InputFile(path).bytes(), as: UTF8.self)
        let file: ExpectationsFile
        do {
            file = try YAMLDecoder().decode(ExpectationsFile.self, from: text)
        } catch let error as DecodingError {
            throw .badInput("\(path): \(Self.words(error))")
        } catch let error as YamlError {
            throw .badInput("\(path): \(Self.words(error))")
        } catch {
            throw .badInput("\(path): \(Self.firstLine("\(error)"))")
        }
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
                    + Suggestion.remark(for: text, among: Check.all.map(\.id.name))
                    + "; 'fedctl explain' lists them")
        }
        return id
    }

    /// What the decoder has to say, in one line.
    private static func words(_ error: DecodingError) -> String {
        switch error {
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            return place(context) + "expected \(words(for: type)), found something else"
        case .keyNotFound(_, let context), .dataCorrupted(let context):
            // The parser's own words carry the line and the column.
            guard let cause = context.underlyingError else {
                return place(context) + context.debugDescription
            }
            return place(context) + ((cause as? YamlError).map(words) ?? firstLine("\(cause)"))
        @unknown default: return "\(error)"
        }
    }

    private static func place(_ context: DecodingError.Context) -> String {
        context.codingPath.map { $0.stringValue + ": " }.joined()
    }

    private static func words(for type: Any.Type) -> String {
        switch type {
        case is Bool.Type: "true or false"
        case is String.Type: "a text"
        default: "names with values, such as 'ipv6: false'"
        }
    }

    /// What the parser has to say: where, and what.
    private static func words(_ error: YamlError) -> String {
        switch error {
        case .scanner(_, let problem, let mark, let yaml),
            .parser(_, let problem, let mark, let yaml),
            .composer(_, let problem, let mark, let yaml):
            let hint = yaml.contains("\t") ? "; YAML is indented with spaces, not with tabs" : ""
            return "\(mark.line):\(mark.column): \(firstLine(problem))\(hint)"
        default: return firstLine("\(error)")
        }
    }

    private static func firstLine(_ text: String) -> String {
        String(text.prefix { $0 != "\n" })
    }
}
