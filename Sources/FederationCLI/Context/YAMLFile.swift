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
            throw .badInput("\(path): \(Self.words(error))")
        } catch let error as YamlError {
            throw .badInput("\(path): \(Self.words(error))")
        } catch {
            throw .badInput("\(path): \(Self.firstLine("\(error)"))")
        }
    }

    /// What the decoder has to say, in one line.
    private static func words(_ error: DecodingError) -> String {
        switch error {
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            return place(context) + "expected \(words(for: type)), found something else"
        case .keyNotFound(let key, let context) where context.underlyingError == nil:
            return place(context) + "expected '\(key.stringValue)', found nothing"
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
        context.codingPath.map { key in
            (key.intValue.map { "#\($0 + 1)" } ?? key.stringValue) + ": "
        }.joined()
    }

    private static func words(for type: Any.Type) -> String {
        switch type {
        case is Bool.Type: "true or false"
        case is String.Type: "a text"
        case is any BinaryInteger.Type: "a whole number"
        case is any BinaryFloatingPoint.Type: "a number"
        case is any RandomAccessCollection.Type: "a list"
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
