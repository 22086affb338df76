import ArgumentParser
import Glibc

/// The options of every command that prints a report, which has these forms.
struct FormOptions<Form: OutputForm>: ParsableArguments {
    @Option(help: "Print the result in this form.")
    var format: Form = .text

    @Flag(help: "Print one JSON object; the same as '--format json'.")
    var json = false

    @Option(
        help: ArgumentHelp(
            "Write the result in this form to a file too, anew each time (repeatable).",
            valueName: "format=file"), transform: ReportTarget<Form>.reading)
    var report: [ReportTarget<Form>] = []

    @Flag(help: ArgumentHelp(Form.quietHelp))
    var quiet = false

    @Flag(help: "No colour.")
    var noColor = false

    mutating func validate() throws {
        if json {
            guard format.format == .text || format.format == .json else {
                throw ValidationError(
                    "--json and --format \(format.format.rawValue) exclude each other")
            }
            format = .json
        }
        if let missingFolder {
            throw ValidationError("--report: there is no folder '\(missingFolder)'")
        }
        if quiet, format.format != .text {
            throw ValidationError(
                "--quiet is for text; --format \(format.format.rawValue) has no last line")
        }
    }

    /// The first folder of a report that is not there: whoever learns of it afterwards has sent things for nothing.
    private var missingFolder: String? {
        report.lazy.map(\.path).compactMap { path in
            guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return nil }
            let folder = String(path[..<slash])
            return access(folder, F_OK) == 0 ? nil : folder
        }.first
    }

    /// What was chosen.
    var choice: OutputChoice {
        OutputChoice(
            format: format.format,
            reports: report.map { .init(format: $0.form.format, path: $0.path) },
            isQuiet: quiet, forbidsColour: noColor)
    }
}
