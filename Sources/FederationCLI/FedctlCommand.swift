public import ArgumentParser

/// The command line of fedctl.
public struct FedctlCommand: AsyncParsableCommand {
    /// Name, abstract and subcommands.
    public static let configuration = CommandConfiguration(
        commandName: "fedctl",
        abstract: "Test Matrix federation: probe homeservers, verify keys and TLS, sign requests.",
        usage: "fedctl <command> [options]",
        version: FedctlVersion.current,
        subcommands: [
            CheckCommand.self, ResolveCommand.self, TLSCommand.self, KeysCommand.self,
            QueryCommand.self, RequestCommand.self, SendCommand.self,
            JSONCommand.self, AuthCommand.self, EventCommand.self,
            ServeCommand.self, DemoCommand.self,
            ExplainCommand.self, APICommand.self,
        ])

    /// Makes the command; the parser does.
    public init() {}
}
