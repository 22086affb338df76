import ArgumentParser
import FederationCore
import Rendering
import ServerDiscovery

/// `fedctl resolve`: server discovery, step by step.
struct ResolveCommand: ExemplifiedCommand {
    static let example = "fedctl resolve example.org"

    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Show where requests for a server go, with every step that was tried.",
        usage: "fedctl resolve [options] <server>")

    @OptionGroup var output: OutputOptions
    @OptionGroup var network: NetworkOptions

    @Argument(help: "The server name, such as 'example.org' or 'example.org:8448'.")
    var server: String

    func run() async throws {
        let context = CommandContext.current
        let name = try ArgumentText.serverName(server)
        let environment = try network.environment(context)
        let (result, isExpired) = try await Deadline.run(network.deadline) {
            await ServerDiscovery(environment: environment).discover(name)
        }
        try ReportPrinter(options: output, context: context).show(.init(of: result))
        if isExpired { context.note("the deadline came first") }
        try context.finish(with: result.destinations.isEmpty || isExpired ? .unreachable : .success)
    }
}
