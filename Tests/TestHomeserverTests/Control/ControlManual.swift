@testable import struct TestHomeserver.ControlOperation
@testable import struct TestHomeserver.ControlParameter

/// The list of control operations, as the manual page has it.
struct ControlManual {
    /// The lines, in the language of the page.
    var lines: [String] {
        ControlOperation.all.flatMap { row in
            let own = row.parameters.filter { $0 != .server }
            var lines = [".It Li \(row.method.rawValue) \(row.path)", Self.sentence(row.words)]
            if !own.isEmpty {
                lines.append(".Bl -tag -width Ds -compact")
                for parameter in own {
                    let need = parameter.isRequired ? "required, " : ""
                    lines.append(".It Li \(parameter.name)")
                    lines.append(Self.sentence("\(need)\(parameter.kind): \(parameter.words)"))
                }
                lines.append(".El")
            }
            lines.append(Self.sentence("answers with \(row.answer)"))
            return lines
        }
    }

    /// The words as a sentence, on a line that is no macro.
    private static func sentence(_ words: String) -> String {
        let text = words.prefix(1).uppercased() + words.dropFirst() + "."
        return text.hasPrefix("'") || text.hasPrefix(".") ? "\\&\(text)" : text
    }
}
