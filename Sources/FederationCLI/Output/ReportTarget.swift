import ArgumentParser

/// One `--report FORMAT=FILE`.
struct ReportTarget<Form: OutputForm>: ExpressibleByArgument, Sendable {
    /// The form.
    let form: Form
    /// The file, which is written anew.
    let path: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty, parts[1] != "-",
            let form = Form(argument: String(parts[0]))
        else { return nil }
        self.form = form
        path = String(parts[1])
    }

    /// Reads what was given to `--report`.
    ///
    /// - Throws: ``ArgumentMistake`` with what it may be.
    static func reading(_ argument: String) throws -> ReportTarget {
        if let target = ReportTarget(argument: argument) { return target }
        let forms = Form.allCases.map(\.format.rawValue).joined(separator: ", ")
        throw ArgumentMistake("expected FORM=FILE, where FORM is one of \(forms)")
    }
}
