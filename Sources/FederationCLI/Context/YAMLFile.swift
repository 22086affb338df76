import TestHomeserver
import Yams

/// A YAML file of a user.
struct YAMLFile {
    /// Where it is; `-` for standard input.
    let path: String

    /// What the file holds.
    ///
    /// - Throws: ``CommandFailure`` with the place in the file, what was expected and what was there.
    func decode<Value: Decodable>(_ type: Value.Type) throws(CommandFailure) -> Value {
        let text = String(decoding: try InputFile(path).bytes(), as: UTF8.self)
        return try reading { try YAMLDecoder().decode(type, from: text) }
    }

    /// What `read` reads, with its errors in the words of a command.
    func reading<Value>(_ read: () throws -> Value) throws(CommandFailure) -> Value {
        do {
            return try read()
        } catch let error as DecodingError {
            throw .badInput("\(path): \(error.inWords(cause: Self.causeWords))")
        } catch let error as YamlError {
            throw .badInput("\(path): \(Self.words(error))")
        } catch {
            throw .badInput("\(path): \(Self.firstLine("\(error)"))")
        }
    }

    /// What stood behind the words of a decoder, with the parser's own line and column.
    private static func causeWords(_ cause: any Error) -> String {
        (cause as? YamlError).map(words) ?? firstLine("\(cause)")
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
