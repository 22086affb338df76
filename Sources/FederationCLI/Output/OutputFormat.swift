import ArgumentParser

/// The forms in which a result can be printed.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// For people.
    case text
    /// One object, indented.
    case json
    /// One object a line.
    case ndjson
}
