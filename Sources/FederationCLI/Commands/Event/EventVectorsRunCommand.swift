import ArgumentParser
import FederationCore
import Rendering

/// `fedctl event vectors run`: asks another implementation every vector.
struct EventVectorsRunCommand: ExemplifiedCommand {
    static let example = "fedctl event vectors run -- python3 adapter.py"

    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Ask another implementation the test vectors, and report differences.",
        usage: "fedctl event vectors run [options] -- <command> [<argument>…]",
        discussion: """
            The command is started once. It reads one JSON object a line on its standard input: a \
            vector without its answer. It writes one a line, in any order: 'vector' with the name, \
            and 'answer', 'skip' or 'error'.
            """)

    @OptionGroup var choice: VectorOptions

    @Option(
        help: ArgumentHelp("How long to wait for the next answer.", valueName: "seconds"))
    var timeout: Double = 10

    @Flag(help: "Print every vector, also those that agree.")
    var all = false

    @Flag(help: "Print a JSON object.")
    var json = false

    @Argument(parsing: .postTerminator, help: "The command and its arguments.")
    var command: [String] = []

    mutating func validate() throws {
        guard timeout > 0, timeout <= 3_600 else {
            throw ValidationError("--timeout is a number of seconds above 0 and up to 3600")
        }
        if command.isEmpty { throw ValidationError("the command is missing, behind '--'") }
    }

    func run() async throws {
        let context = CommandContext.current
        let vectors = try choice.load()
        let run = VectorRun(vectors: vectors, patience: timeout * 1_000, time: context.time)
        let (outcomes, noise) = try run.outcomes(of: command)
        let report = VectorReport(rows: Array(zip(vectors, outcomes)), noise: noise)
        context.console.result(json ? report.json.prettyText + "\n" : report.text(all: all))
        try context.finish(with: report.status)
    }
}
