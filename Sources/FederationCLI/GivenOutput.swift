import FederationCore
import Rendering

/// What a command line asks for as its result, read from its words: for failures, which have to be told in that form
/// even where no command came to be.
struct GivenOutput {
    /// The form on standard output.
    let form: OutputFormat
    /// The files of `--report`, as far as their forms are known.
    let reports: [OutputChoice.ReportFile]

    /// Reads the words of a command line.
    init(in arguments: [String]) {
        let options = Array(arguments.prefix { $0 != "--" })
        form =
            options.contains("--json")
            ? .json
            : Self.values(of: "--format", in: options).last.flatMap(OutputFormat.init(rawValue:))
                ?? .text
        reports = Self.values(of: "--report", in: options).compactMap { text in
            let parts = text.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let form = OutputFormat(rawValue: String(parts[0])) else {
                return nil
            }
            return OutputChoice.ReportFile(format: form, path: String(parts[1]))
        }
    }

    private static func values(of option: String, in options: [String]) -> [String] {
        options.indices.compactMap { index in
            let word = options[index]
            if word.hasPrefix(option + "=") { return String(word.dropFirst(option.count + 1)) }
            return word == option && index + 1 < options.count ? options[index + 1] : nil
        }
    }

    /// A failure in the form on standard output, where that always has a result.
    func result(of failure: CommandFailure) -> String? {
        Self.words(for: failure, as: form).map { $0 + "\n" }
    }

    /// Puts a failure where the reports would be: what an earlier run wrote there would be taken for this one's.
    ///
    /// - Throws: ``CommandFailure`` for a file that cannot be written.
    func writeReports(of failure: CommandFailure) throws(CommandFailure) {
        for report in reports {
            let words = Self.words(for: failure, as: report.format).map { $0 + "\n" } ?? ""
            try OutputFile(path: report.path).replace(with: Array(words.utf8))
        }
    }

    /// A failure in one of the forms; none for those that have no place for it.
    private static func words(for failure: CommandFailure, as form: OutputFormat) -> String? {
        switch form {
        case .json, .ndjson: FailureJSON(failure).json.lineText
        case .nagios: "FEDERATION UNKNOWN - \(failure.message.escapedForTerminal)"
        case .text, .junit, .tap, .github, .prometheus, .markdown, .html: nil
        }
    }
}
