import ArgumentParser

/// The forms of most commands.
enum DocumentForm: String, OutputForm {
    /// For people.
    case text
    /// One object, indented.
    case json
    /// One object a line.
    case ndjson
}
