import ArgumentParser

/// `fedctl keys`: key documents and key files.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Fetch, verify, make and convert signing keys.",
        usage: "fedctl keys <command> [options]",
        subcommands: [
            KeysFetchCommand.self, KeysQueryCommand.self, KeysVerifyCommand.self,
            KeysGenerateCommand.self,
            KeysShowCommand.self, KeysConvertCommand.self, KeysDocumentCommand.self,
        ])
}
