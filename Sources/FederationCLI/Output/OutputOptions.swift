import ArgumentParser

/// The options of every command that prints a report.
struct OutputOptions: ParsableArguments {
    @Option(help: "Print the result in this form.")
    var format: OutputFormat = .text

    @Flag(help: "Print one JSON object; the same as '--format json'.")
    var json = false

    @Option(
        help: ArgumentHelp(
            "Write the result in this form to a file too, anew each time (repeatable).",
            valueName: "format=file"))
    var report: [ReportTarget] = []

    @Flag(help: "Print the last line only.")
    var quiet = false

    @Flag(help: "No colour.")
    var noColor = false

    mutating func validate() throws {
        if json {
            guard format == .text || format == .json else {
                throw ValidationError("--json and --format \(format.rawValue) exclude each other")
            }
            format = .json
        }
        if quiet, format != .text {
            throw ValidationError(
                "--quiet is for text; --format \(format.rawValue) has no last line")
        }
    }
}
