import ArgumentParser
import FederationChecks
import FederationCore
import Findings
import Rendering

/// `fedctl tls`: what every destination of a server shows of TLS.
struct TLSCommand: ExemplifiedCommand {
    static let example = "fedctl tls example.org"

    static let configuration = CommandConfiguration(
        commandName: "tls",
        abstract: "Show certificates, versions and ciphers of every destination, and judge them.",
        usage: "fedctl tls [options] <server>",
        discussion: """
            A name with a port, or an address with a port, is connected to directly. A certificate \
            that does not verify never hides the rest.
            """)

    @OptionGroup var output: OutputOptions
    @OptionGroup var network: NetworkOptions

    @Option(
        help: ArgumentHelp(
            "Shake hands for this name or address instead.", valueName: "name"))
    var tlsName: String?

    @Flag(help: "Fetch issuers that the server does not send, from where its certificate says.")
    var fetchIssuers = false

    @Flag(help: "Print the chain as it was sent, in PEM, and judge nothing.")
    var pem = false

    @Option(help: "From which verdict on the command ends with 1.")
    var failOn: FailureThreshold = .fail

    @Argument(
        help: "The server name, such as 'example.org', 'example.org:8448' or '192.0.2.7:443'.")
    var server: String

    mutating func validate() throws {
    }

    func run() async throws {
        let context = CommandContext.current
        let name = try ArgumentText.serverName(server)
        let survey = TLSSurvey(
            environment: try network.environment(context, shakesHands: true),
            tlsName: try tlsName.map(ArgumentText.tlsName),
            fetchingIssuersFor: fetchIssuers
                ? try network.trustStore(context, manyServers: false) : nil,
            authorityFiles: network.authorities)
        let (report, isExpired) = try await Deadline.run(network.deadline) {
            await survey.run(on: name)
        }
        if pem { return try PEMChainPrinter(context: context).showChain(of: report) }
        try ReportPrinter(options: output, context: context).show(.init(of: report))
        if isExpired { context.note("the deadline came first") }
        try context.finish(with: isExpired ? .unreachable : status(of: report))
    }

    private func status(of report: TLSReport) -> ExitStatus {
        if report.isUnanswered { return .unreachable }
        switch report.verdict {
        case .fail: return .findings
        case .warn: return failOn == .warn ? .findings : .success
        case .pass: return .success
        case .skip: return .unreachable
        }
    }
}
