import ArgumentParser
import FederationClient
import FederationCore

/// `fedctl query`: an operation of the endpoint table that changes nothing.
struct QueryCommand: ExemplifiedCommand {
    static let example =
        "fedctl query example.org profile user_id=@alice:example.org --as tester.example --key signing.key"

    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Ask a homeserver: any operation that reads, by its name.",
        usage: "fedctl query [options] <server> <operation> [<name>=<value>…]",
        discussion: """
            'fedctl api' lists the operations, 'fedctl api OPERATION' what one takes. The answer's body \
            is printed as it came.
            """)

    @OptionGroup var output: ExchangeOutputOptions
    @OptionGroup(title: "Identity") var signing: IdentityOptions
    @OptionGroup var sending: SendingOptions

    @Flag(help: "Where a 401 comes back, test the usual causes and name the one.")
    var explain = false

    @OptionGroup(title: "Network") var network: NetworkOptions

    @Flag(help: "Also ask for what is handed out once, such as a one-time key.")
    var consume = false

    @Flag(help: "Go on to the last page: of the directory, the history, a space and its spaces.")
    var all = false

    @Option(
        help: ArgumentHelp(
            "Write the file of a media answer here, where no file is yet.", valueName: "file"))
    var save: String?

    @OptionGroup var limit: AnswerLimitOptions

    @Option(
        help: ArgumentHelp(
            "The body as a whole: JSON, a file, or '-' for standard input.", valueName: "body"))
    var body: String?

    @Argument(help: "The server name, such as 'example.org'.")
    var server: String

    @Argument(help: "The name of the operation, such as 'profile'.")
    var operation: String

    @Argument(help: ArgumentHelp("What the operation takes.", valueName: "name=value"))
    var parameters: [String] = []

    mutating func validate() throws {
        if body == "-", signing.readsStandardInput {
            throw ValidationError("--key and --body cannot both be standard input")
        }
    }

    func run() async throws {
        let context = CommandContext.current
        let name = try ArgumentText.serverName(server)
        let endpoint = try readingEndpoint()
        let bytes = try body.map { try BodyInput(text: $0).bytes() }
        let given = try parameters.map { text throws(CommandFailure) in
            try Self.building(endpoint) { () throws(RequestBuildError) in
                try RequestParameter(parsing: text)
            }
        }
        let request = { (parameters: [RequestParameter]) throws(CommandFailure) in
            try Self.building(endpoint) { () throws(RequestBuildError) in
                try FederationRequest(
                    endpoint, to: name, parameters: parameters, body: bytes.map { .bytes($0) })
            }
        }
        var handling = ExchangeRun.Handling(savePath: save == "-" ? nil : save)
        if all {
            guard let walk = PageWalk(endpoint, given) else {
                throw CommandFailure.usage("'\(operation)' has no pages: leave out --all")
            }
            handling.walk = walk
            handling.page = request
        }
        if save != nil, !MediaAnswer.isGiven(by: operation) {
            throw CommandFailure.usage(
                "--save is for media; '\(operation)' answers on standard output")
        }
        if let path = handling.savePath { try OutputFile(path: path).requireAbsence() }
        let first = try request(given)
        signing.remarkOnCopies(sending, context)
        let whole = handling
        try await signing.withIdentity(context) { identity in
            let setting = ExchangeSetting(
                context: context, output: output, network: network, limit: limit,
                identity: identity)
            try await ExchangeRun(setting: setting, sending: sending, explains: explain)
                .perform(first, whole)
        }
    }

    /// Builds what the row allows, and says what it takes where it does not.
    private static func building<Value>(
        _ endpoint: Endpoint, _ build: () throws(RequestBuildError) -> Value
    ) throws(CommandFailure) -> Value {
        do {
            return try build()
        } catch {
            throw .usage("\(error)", hint: "see 'fedctl api \(endpoint.name)'")
        }
    }

    private func readingEndpoint() throws(CommandFailure) -> Endpoint {
        guard let endpoint = Endpoint.named(operation) else {
            throw .usage(
                "'\(operation)' is no operation"
                    + Suggestion.remark(for: operation, among: Endpoint.all.map(\.name)),
                hint: "'fedctl api' lists them")
        }
        switch endpoint.effect {
        case .reads: return endpoint
        case .consumes where consume: return endpoint
        case .consumes:
            throw .usage(
                "'\(operation)' hands out something that nobody can get again",
                hint: "--consume asks for it all the same")
        case .changes:
            throw .usage(
                "'\(operation)' changes the server, and query only reads",
                hint: endpoint.name == "send"
                    ? "'fedctl send' sends transactions" : "'fedctl request' sends any request")
        }
    }
}
