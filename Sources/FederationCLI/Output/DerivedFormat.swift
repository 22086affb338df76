/// A form that only some commands have: for other programs, or for a page.
enum DerivedFormat: Sendable, Hashable {
    /// Test cases in XML.
    case junit
    /// The Test Anything Protocol.
    case tap
    /// Annotations of a workflow on GitHub.
    case github
    /// One line for monitoring systems.
    case nagios
    /// Metrics for the textfile collector.
    case prometheus
    /// A report for an issue or a page.
    case markdown
    /// One page that stands alone.
    case html
}

extension OutputFormat {
    /// What it takes to make a form: text and JSON every command has, the others some.
    enum Kind: Sendable, Hashable {
        case text
        case json
        case ndjson
        case derived(DerivedFormat)
    }

    /// What it takes to make this form.
    var kind: Kind {
        switch self {
        case .text: .text
        case .json: .json
        case .ndjson: .ndjson
        case .junit: .derived(.junit)
        case .tap: .derived(.tap)
        case .github: .derived(.github)
        case .nagios: .derived(.nagios)
        case .prometheus: .derived(.prometheus)
        case .markdown: .derived(.markdown)
        case .html: .derived(.html)
        }
    }
}
