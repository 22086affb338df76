import ArgumentParser

/// The forms in which a result can be printed; not every command has each.
enum OutputFormat: String, OutputForm {
    /// For people.
    case text
    /// One object, indented.
    case json
    /// One object a line.
    case ndjson
    /// Test cases in XML, as CI systems read them.
    case junit
    /// The Test Anything Protocol.
    case tap
    /// Annotations of a workflow on GitHub.
    case github
    /// One line and an exit status, for monitoring systems.
    case nagios
    /// Metrics for the textfile collector.
    case prometheus
    /// A report for an issue or a page.
    case markdown
    /// One page that stands alone.
    case html

    /// The form itself.
    var format: OutputFormat { self }
}
