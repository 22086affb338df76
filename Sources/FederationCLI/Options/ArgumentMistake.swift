/// Why the value of an option cannot be one: what was expected.
struct ArgumentMistake: Error, CustomStringConvertible {
    /// What was expected, in lower case and without a full stop.
    let description: String

    /// A mistake.
    init(_ description: String) {
        self.description = description
    }

    /// Reads a number of seconds.
    static func seconds(_ text: String) throws -> Double {
        guard let seconds = Double(text), seconds.isFinite else {
            throw ArgumentMistake("expected a number of seconds")
        }
        return seconds
    }
}
