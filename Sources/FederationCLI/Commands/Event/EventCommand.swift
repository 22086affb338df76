import ArgumentParser

/// `fedctl event`: the events of every room version, offline.
struct EventCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "event",
        abstract: "Hash, redact, build, sign, verify, authorise and resolve events.",
        usage: "fedctl event <command> [options] [<file>]",
        subcommands: [
            EventInspectCommand.self, EventHashCommand.self, EventIDCommand.self,
            EventRedactCommand.self, EventBuildCommand.self, EventSignCommand.self,
            EventVerifyCommand.self, EventAuthorizeCommand.self, EventResolveCommand.self,
            EventCheckCommand.self, EventVectorsCommand.self,
        ])
}
