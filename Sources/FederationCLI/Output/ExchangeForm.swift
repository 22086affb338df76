import ArgumentParser

/// The forms of an answer of a server.
enum ExchangeForm: String, OutputForm {
    /// The body as it came.
    case text
    /// One object, indented.
    case json
    /// One object a line.
    case ndjson

    static var quietHelp: String {
        "Say nothing about an answer that is as it should be; with --repeat, print the last line only."
    }
}
