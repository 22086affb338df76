import ArgumentParser
import FederationCore
import Rendering
import TestHomeserver

/// `fedctl serve`: the embedded test homeserver.
struct ServeCommand: ExemplifiedCommand {
    static let example = "fedctl serve --name localhost:8448 --ca-dir test-ca"

    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run a test homeserver, until SIGINT or SIGTERM.",
        usage: "fedctl serve [options]",
        discussion: """
            It publishes its key document, answers for its version and its well-known document, is a \
            notary of its own keys, and gives the specified error for everything else. Without \
            --ca-dir and --tls-cert its certificate comes from a throw-away authority. Standard \
            output says where it listens and what to trust; standard error gets a line an exchange.
            """)

    @OptionGroup var serving: ServeOptions

    @Flag(help: "Print where it listens as one JSON object.")
    var json = false

    @Flag(help: "No line on standard error for each exchange.")
    var quiet = false

    func run() async throws {
        let context = CommandContext.current
        let end = EndSignal()
        let journal = quiet ? nil : ConsoleJournal(console: context.console)
        let server = try await ServedHomeserver.start(serving, context, journal: journal)
        let announcement = server.announcement
        context.console.result(
            json ? announcement.json.prettyText + "\n" : announcement.text)
        if let limit = serving.network.deadline {
            // Cancelled by a signal, which ends the command just as well.
            _ = await end.orResult(of: { try? await Task.sleep(for: .seconds(limit)) })
        } else {
            _ = await end.wait()
        }
        await server.stop()
    }
}
