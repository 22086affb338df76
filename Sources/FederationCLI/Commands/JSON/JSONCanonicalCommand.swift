import ArgumentParser
import MatrixJSON

/// `fedctl json canonical`: the canonical form of a document.
struct JSONCanonicalCommand: ExemplifiedCommand {
    static let example = "echo '{\"b\": 1, \"a\": 2}' | fedctl json canonical"

    static let configuration = CommandConfiguration(
        commandName: "canonical",
        abstract: "Print the canonical JSON of a document.",
        usage: "fedctl json canonical [--strict] [--ndjson] [<file>]",
        discussion: """
            Numbers are normalised as the specification's encoder does: -0 becomes 0, 1e10 becomes
            10000000000. Nothing follows the last byte of a single document, so that it can be hashed.
            """)

    @OptionGroup var document: DocumentOptions

    @Flag(
        help: "Refuse what events of room version 6 and later may not hold: -0 and exponents too.")
    var strict = false

    @Option(
        help: ArgumentHelp("Leave out this top-level member (repeatable).", valueName: "member"))
    var omit: [String] = []

    func run() async throws {
        let numbers: NumberReading = strict ? .strict : .normalizing
        try await DocumentRun(options: document, context: .current).run { bytes in
            .init(output: try canonicalize(bytes, omitting: omit, numbers: numbers))
        }
    }
}
