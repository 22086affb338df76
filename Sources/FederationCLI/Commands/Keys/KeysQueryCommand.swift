import ArgumentParser
import FederationClient
import FederationCore
import Findings
import Rendering
import SigningKeys

/// `fedctl keys query`: a server's keys as notaries have them.
struct KeysQueryCommand: ExemplifiedCommand {
    static let example = "fedctl keys query example.org --via matrix.org"

    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Ask notaries for the keys of a server, and compare.",
        usage: "fedctl keys query [options] <server> --via <notary>…",
        discussion: """
            Each notary is asked by GET and by POST, for keys as fresh as those that the server \
            publishes now, which makes it go to the server. Its signature and the server's own are \
            judged in every answer.
            """)

    @OptionGroup var output: OutputOptions
    @OptionGroup var network: NetworkOptions

    @Option(
        help: ArgumentHelp("A notary: any homeserver (repeatable).", valueName: "notary"))
    var via: [String] = []

    @Argument(help: "The server name, such as 'example.org'.")
    var server: String

    mutating func validate() throws {
        if via.isEmpty { throw ValidationError("--via names the notary to ask") }
    }

    func run() async throws {
        let context = CommandContext.current
        let name = try ArgumentText.serverName(server)
        let notaries = try via.map(ArgumentText.serverName).uniqued
        let environment = try network.environment(context)
        let query = NotaryQuery(
            asking: FederationClient(environment: environment), time: environment.time,
            curl: environment.curl)
        let (report, isExpired) = try await Deadline.run(network.deadline) {
            await query.ask(notaries, about: name)
        }
        try ReportPrinter(options: output, context: context).show(.init(of: report))
        if isExpired { context.note("the deadline came first") }
        try context.finish(with: Self.status(of: report, isExpired: isExpired))
    }

    private static func status(of report: NotaryReport, isExpired: Bool) -> ExitStatus {
        guard report.anyAnswer else { return .unreachable }
        let status = ExitStatus(ofVerdict: report.verdict)
        return isExpired && status == .success ? .unreachable : status
    }
}
