import FederationCore
import Yams

/// A YAML file of a user.
struct YAMLFile {
    /// Where it is; `-` for standard input.
    let path: String

    /// What the file holds.
    ///
    /// - Throws: ``CommandFailure`` with the place in the file, what was expected and what was there.
    func decode<Value: Decodable>(_ type: Value.Type) throws(CommandFailure) -> Value {
        let text = try text()
        return try reading(text) { try YAMLDecoder().decode(type, from: text) }
    }

    /// The text of the file.
    ///
    /// - Throws: ``CommandFailure`` where it cannot be read.
    func text() throws(CommandFailure) -> String {
        String(decoding: try InputFile(path).bytes(), as: UTF8.self)
    }

    /// What `read` reads of `text`, with its errors in the words of a command.
    func reading<Value>(_ text: String, _ read: () throws -> Value) throws(CommandFailure) -> Value
    {
        do {
            return try read()
        } catch let error as DecodingError {
            let words = error.inWords(cause: Self.causeWords)
            let place = Self.place(of: error.codingPath, in: text).map { "\($0): " } ?? ""
            throw .badInput("\(path): \(place)\(words)")
        } catch let error as YamlError {
            throw .badInput("\(path): \(Self.words(error))")
        } catch {
            throw .badInput("\(path): \(Self.firstLine("\(error)"))")
        }
    }

    /// Line and column of what stands at `keys`, or of the nearest around it; none where there are no keys, or the
    /// text is no YAML.
    private static func place(of keys: [any CodingKey], in text: String) -> String? {
        guard !keys.isEmpty, var node = try? Yams.compose(yaml: text) else { return nil }
        var mark = node.mark
        for key in keys {
            let next: Node?
            switch node {
            case .mapping(let mapping):
                let pair = mapping.first { $0.key.string == key.stringValue }
                mark = pair?.key.mark ?? mark
                next = pair?.value
            case .sequence(let sequence):
                next = key.intValue.flatMap { sequence.indices.contains($0) ? sequence[$0] : nil }
                mark = next?.mark ?? mark
            case .scalar, .alias: next = nil
            }
            guard let next else { break }
            node = next
        }
        return mark.map { "\($0.line):\($0.column)" }
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
        case .duplicatedKeysInMapping(let names, let context):
            let list = names.sorted().map { "'\($0)'" }.joined(separator: ", ")
            return "\(context.mark.line):\(context.mark.column): more than once: \(list)"
        default: return firstLine("\(error)")
        }
    }

    private static func firstLine(_ text: String) -> String {
        String(text.prefix { $0 != "\n" })
    }
}
