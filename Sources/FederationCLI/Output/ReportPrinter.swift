import MatrixJSON
import Rendering

/// Prints one result in the form that was asked for, and into the files of `--report`.
struct ReportPrinter: Sendable {
    /// What was asked for.
    let choice: OutputChoice
    /// Where it goes.
    let context: CommandContext

    /// A printer of what `options` ask for.
    init<Form>(options: FormOptions<Form>, context: CommandContext) {
        choice = options.choice
        self.context = context
    }

    /// The renderings of one result; each is made only where it is needed.
    struct Renderings {
        /// For people.
        var text: (_ style: TextStyle) -> String
        /// The last line of the text, which `--quiet` leaves.
        var lastLine: () -> String
        /// For machines, as one object.
        var json: () -> JSONValue
        /// For machines, an object a line: one for each result.
        var lines: () -> [JSONValue]
        /// In every other form, for the commands that have it.
        var other: ((_ format: DerivedFormat) -> String)?

        /// The renderings of a result; `lines` is for several results in one.
        init(
            text: @escaping (_ style: TextStyle) -> String, lastLine: @escaping () -> String,
            json: @escaping () -> JSONValue, lines: (() -> [JSONValue])? = nil,
            other: ((_ format: DerivedFormat) -> String)? = nil
        ) {
            self.text = text
            self.lastLine = lastLine
            self.json = json
            self.lines = lines ?? { [json()] }
            self.other = other
        }
    }

    /// Prints the result and writes the reports, of the first page of a result or of a later one.
    func show(_ renderings: Renderings, page: Int = 1) throws {
        write(renderings)
        try writeReports(renderings, page: page)
    }

    /// Prints the result.
    func write(_ renderings: Renderings) {
        context.console.result(
            render(renderings, as: choice.format, style: style, quiet: choice.isQuiet))
    }

    /// Writes the files of `--report`: the first page anew, and each later one behind it.
    func writeReports(_ renderings: Renderings, page: Int = 1) throws {
        for target in choice.reports {
            let text = render(renderings, as: target.format, style: .plain, quiet: false)
            let file = OutputFile(path: target.path)
            if page == 1 {
                try file.replace(with: Array(text.utf8))
            } else {
                try file.append(Array(text.utf8))
            }
        }
    }

    /// How text is dressed: in colour on a terminal, unless something forbids it.
    private var style: TextStyle {
        TextStyle(
            usesColour: context.console.isResultTerminal && !choice.forbidsColour
                && context.environment["NO_COLOR"]?.isEmpty != false
                && context.environment["TERM"] != "dumb")
    }

    private func render(
        _ renderings: Renderings, as format: OutputFormat, style: TextStyle, quiet: Bool
    ) -> String {
        switch format.kind {
        case .text where quiet: renderings.lastLine() + "\n"
        case .text: renderings.text(style)
        case .json: renderings.json().prettyText + "\n"
        case .ndjson: renderings.lines().map { $0.lineText + "\n" }.joined()
        case .derived(let format): renderings.other?(format) ?? renderings.text(style)
        }
    }
}
