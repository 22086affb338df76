import ArgumentParser

/// `fedctl json`: canonical JSON and signed objects, offline.
struct JSONCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "json",
        abstract: "Make canonical JSON; sign and verify objects.",
        usage: "fedctl json <command> [options] [<file>]",
        subcommands: [
            JSONCanonicalCommand.self, JSONSignCommand.self, JSONVerifyCommand.self,
        ])
}
