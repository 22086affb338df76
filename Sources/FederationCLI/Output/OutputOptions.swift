/// The options of most commands that print a report.
typealias OutputOptions = FormOptions<DocumentForm>

/// The options of a command whose result is findings about servers.
typealias FindingsOutputOptions = FormOptions<OutputFormat>

/// The options of a command that prints what a server answers.
typealias ExchangeOutputOptions = FormOptions<ExchangeForm>
