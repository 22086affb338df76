import ArgumentParser

/// `fedctl event vectors`: test vectors for any implementation.
struct EventVectorsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vectors",
        abstract: "List test vectors for events, and run another implementation on them.",
        usage: "fedctl event vectors <command> [options]",
        subcommands: [EventVectorsListCommand.self, EventVectorsRunCommand.self])
}
