/// In which forms a result goes where.
struct OutputChoice: Sendable {
    /// The form on standard output.
    var format: OutputFormat = .text
    /// The files that get the result too.
    var reports: [ReportFile] = []
    /// Whether only the last line of the text is wanted.
    var isQuiet = false
    /// Whether colour is forbidden.
    var forbidsColour = false

    /// One `--report FORMAT=FILE`.
    struct ReportFile: Sendable {
        /// The form.
        let format: OutputFormat
        /// The file, which is written anew.
        let path: String
    }
}
