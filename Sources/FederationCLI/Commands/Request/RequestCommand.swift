import ArgumentParser
import FederationCore
import MatrixJSON

/// `fedctl request`: any request, byte for byte as it is given.
struct RequestCommand: ExemplifiedCommand {
    static let example =
        "fedctl request GET example.org /_matrix/federation/v1/version --as tester.example --key signing.key"

    static let configuration = CommandConfiguration(
        commandName: "request",
        abstract: "Send any request to a homeserver, signed, its target byte for byte as given.",
        usage: "fedctl request [options] <method> <server> <target>",
        discussion: """
            With --as and --key it is signed, whatever it is; without them, or with --unsigned, it is \
            not. It is sent as it is: a request that changes something changes it.
            """)

    @OptionGroup var output: ExchangeOutputOptions
    @OptionGroup(title: "Identity") var signing: IdentityOptions
    @OptionGroup var sending: SendingOptions

    @Flag(help: "Where a 401 comes back, test the usual causes and name the one.")
    var explain = false

    @OptionGroup var repetition: RepetitionOptions

    @OptionGroup(title: "Network") var network: NetworkOptions

    @Option(
        help: ArgumentHelp(
            "The body: JSON, a file, or '-' for standard input.", valueName: "body"))
    var body: String?

    @Option(
        name: .customLong("header"),
        help: ArgumentHelp(
            "Send this header, in place of what would go out under its name (repeatable).",
            valueName: "name: value"))
    var headers: [String] = []

    @Flag(help: "Do not sign, though there is a key.")
    var unsigned = false

    @OptionGroup var owned: OwnServerOptions

    @OptionGroup var limit: AnswerLimitOptions

    @Argument(help: "The method, such as 'GET'.")
    var method: String

    @Argument(help: "The server name, such as 'example.org'.")
    var server: String

    @Argument(help: "Path and query, percent-encoded as they are to go out.")
    var target: String

    mutating func validate() throws {
        if repetition.count != nil, sending.isDry || explain {
            throw ValidationError("--repeat goes with neither --dry-run, --curl nor --explain")
        }
        if body == "-", signing.readsStandardInput {
            throw ValidationError("--key and --body cannot both be standard input")
        }
    }

    func run() async throws {
        let context = CommandContext.current
        let name = try ArgumentText.serverName(server)
        let target = try ArgumentText.target(target)
        if method != "GET", method != "HEAD" { try requireOwned(name) }
        var request: FederationRequest
        do {
            request = try FederationRequest(
                method: method, target: target, to: name,
                body: try body.map { .bytes(try BodyInput(text: $0).bytes()) })
        } catch let error as RequestBuildError {
            throw CommandFailure.usage("\(error)")
        }
        request.headers = try headers.map(Self.header)
        let whole = request
        signing.remarkOnCopies(sending, context)
        try await signing.withIdentity(context) { identity in
            let signer = unsigned ? nil : identity
            if signer != nil, let bytes = whole.body { try requireJSON(bytes) }
            let setting = ExchangeSetting(
                context: context, output: output, network: network, limit: limit, identity: signer)
            if let count = repetition.count {
                return try await RepetitionRun(
                    setting: setting, count: count, parallel: repetition.parallel ?? 1
                ).perform(whole)
            }
            try await ExchangeRun(setting: setting, sending: sending, explains: explain)
                .perform(whole)
        }
    }

    /// Refuses servers that a request which may change something should not go to.
    private func requireOwned(_ name: ServerName) throws(CommandFailure) {
        // The key of a real homeserver changes nothing by accident.
        if signing.synapseConfig != nil, !unsigned, !sending.isDry {
            try owned.require(name, for: "\(method) with the key of a real homeserver goes")
        }
        if repetition.count != nil {
            try owned.require(name, for: "repeated requests that change something go")
        }
    }

    /// Refuses a body that no signature can be over.
    private func requireJSON(_ bytes: [UInt8]) throws(CommandFailure) {
        do {
            _ = try JSONDocument(parsing: bytes)
        } catch {
            let isText = BodyInput(text: body ?? "").isGivenDirectly
            throw .badInput(
                "the body cannot be signed: \(isText ? "--body" : body ?? ""): \(error)",
                hint: "--unsigned sends it as it is")
        }
    }

    private static func header(_ text: String) throws(CommandFailure) -> HTTPHeader {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            .map(String.init)
        guard parts.count == 2, parts[0].isHTTPToken,
            !text.utf8.contains(where: { $0 < 0x20 && $0 != 9 })
        else {
            throw .usage("'\(text)' is no header, which is 'name: value'")
        }
        return HTTPHeader(parts[0], parts[1].trimmed)
    }
}
