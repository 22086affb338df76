import ArgumentParser

/// `fedctl event`: the events of every room version, offline.
struct EventCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "event",
        abstract: "Hash, redact, sign and verify events.",
        usage: "fedctl event <command> [options] [<file>]",
        subcommands: [
            EventHashCommand.self, EventIDCommand.self, EventRedactCommand.self,
            EventSignCommand.self, EventVerifyCommand.self,
        ])
}
