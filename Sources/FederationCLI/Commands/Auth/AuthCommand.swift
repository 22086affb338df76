import ArgumentParser

/// `fedctl auth`: the headers that requests are signed with.
struct AuthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "auth",
        abstract: "Make and verify X-Matrix headers; try which spellings a server takes.",
        usage: "fedctl auth <command> [options]",
        subcommands: [
            AuthHeaderCommand.self, AuthVerifyCommand.self, AuthStylesCommand.self,
        ])
}
