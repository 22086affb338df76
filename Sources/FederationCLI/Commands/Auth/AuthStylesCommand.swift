import ArgumentParser
import FederationClient
import FederationCore
import Findings
import Rendering

/// `fedctl auth styles`: which ways of writing a header a server takes.
struct AuthStylesCommand: ExemplifiedCommand {
    static let example =
        "fedctl auth styles hs.test --own hs.test --as tester.example --key signing.key"

    static let configuration = CommandConfiguration(
        commandName: "styles",
        abstract: "Send X-Matrix headers in legal and illegal spellings, and say what is accepted.",
        usage: "fedctl auth styles [options] <server> --own <server>",
        discussion: """
            Each spelling goes out with one request that only reads. What the specification demands of \
            the receiver and what was observed stand side by side.
            """)

    @OptionGroup var output: OutputOptions
    @OptionGroup(title: "Identity") var signing: IdentityOptions
    @OptionGroup(title: "Network") var network: NetworkOptions

    @OptionGroup var owned: OwnServerOptions

    @Option(
        name: .customLong("only"),
        help: ArgumentHelp("Send this spelling only (repeatable).", valueName: "id"))
    var chosen: [String] = []

    @Option(
        help: ArgumentHelp(
            "The request, which has to be answered where it is signed well.", valueName: "target"))
    var target = "/_matrix/federation/v1/publicRooms?limit=1"

    @Flag(help: "Print the spellings that --only can name, and end.")
    var list = false

    @Argument(help: "The server name, such as 'hs.test'.")
    var server: String?

    func run() async throws {
        let context = CommandContext.current
        if list {
            let table = SpellingTable()
            return try ReportPrinter(options: output, context: context).show(
                .init(
                    text: { _ in table.text },
                    lastLine: { "\(XMatrixStyle.all.count) spellings" }, json: { table.json }))
        }
        guard let server else { throw CommandFailure.usage("the server is missing") }
        let name = try ArgumentText.serverName(server)
        try owned.require(name, for: "wrong headers go")
        let styles = try chosenStyles()
        if let reason = Self.untellingReason(of: target) { throw CommandFailure.usage(reason) }
        let request: FederationRequest
        do {
            request = try FederationRequest(method: "GET", target: target, to: name)
        } catch {
            throw CommandFailure.usage("\(error)")
        }
        let client = FederationClient(environment: try network.environment(context))
        try await signing.withIdentity(context) { identity in
            let identity = try IdentityOptions.required(identity, for: "headers")
            let (outcome, isExpired) = try await Deadline.run(network.deadline) {
                await Self.run(styles, on: request, signedBy: identity, with: client)
            }
            if isExpired { throw CommandFailure.unreachable("the deadline came first") }
            switch outcome {
            case .failure(let error): throw CommandFailure(requestError: error)
            case .success(let runs): try show(StyleTable(name, runs), context)
            }
        }
    }

    /// Why the answers to a target tell nothing of headers; none where they do.
    private static func untellingReason(of target: String) -> String? {
        guard case .match(let endpoint, _) = Endpoint.match(method: "GET", target: target),
            endpoint.authentication != .signed
        else { return nil }
        return "--target: '\(endpoint.name)' is answered to everybody, with any header"
    }

    private func chosenStyles() throws(CommandFailure) -> [XMatrixStyle] {
        guard !chosen.isEmpty else { return XMatrixStyle.all }
        var styles: [XMatrixStyle] = []
        for id in chosen {
            guard let style = XMatrixStyle.named(id) else {
                throw .usage(
                    "'\(id)' is no spelling"
                        + Suggestion.remark(for: id, among: XMatrixStyle.all.map(\.id)),
                    hint: "'fedctl auth styles --list' lists them")
            }
            styles.append(style)
        }
        return styles
    }

    private static func run(
        _ styles: [XMatrixStyle], on request: FederationRequest,
        signedBy identity: FederationIdentity, with client: FederationClient
    ) async -> Result<[XMatrixStyleRun], FederationRequestError> {
        do {
            return .success(try await client.run(styles, on: request, signedBy: identity))
        } catch {
            return .failure(error)
        }
    }

    private func show(_ table: StyleTable, _ context: CommandContext) throws {
        try ReportPrinter(options: output, context: context).show(
            .init(
                text: { table.text(style: $0) }, lastLine: { table.lastLine },
                json: { table.json }))
        let verdicts = table.findings.map(\.verdict)
        if verdicts.contains(.fail) { return try context.finish(with: .findings) }
        if verdicts.allSatisfy({ $0 == .skip }) { try context.finish(with: .unreachable) }
    }
}
