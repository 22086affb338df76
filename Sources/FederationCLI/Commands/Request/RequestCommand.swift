import ArgumentParser
import FederationCore

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

    @OptionGroup var output: OutputOptions
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

    @Option(
        help: ArgumentHelp(
            "With --synapse-config, what is no GET goes to these servers alone (repeatable).",
            valueName: "server"))
    var own: [String] = []

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
    }

    func run() async throws {
        let context = CommandContext.current
        let name = try ArgumentText.serverName(server)
        guard target.hasPrefix("/") else {
            throw CommandFailure.usage("the target '\(target)' does not begin with '/'")
        }
        // The key of a real homeserver changes nothing by accident.
        if signing.synapseConfig != nil, method != "GET", !unsigned, !sending.isDry,
            try !own.map(ArgumentText.serverName).contains(name)
        {
            throw CommandFailure.usage(
                "\(method) with the key of a real homeserver goes to servers of your own alone",
                hint: "--own \(name) says that it is one")
        }
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
        try await signing.withIdentity(context) { identity in
            let signer = unsigned ? nil : identity
            if let count = repetition.count {
                return try await RepetitionRun(
                    context: context, output: output, network: network, identity: signer,
                    count: count, parallel: repetition.parallel ?? 1
                ).perform(whole)
            }
            try await ExchangeRun(
                context: context, output: output, network: network, sending: sending,
                identity: signer, explains: explain
            ).perform(whole)
        }
    }

    private static func header(_ text: String) throws(CommandFailure) -> HTTPHeader {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let isToken =
            parts.first.map { name in
                !name.isEmpty
                    && name.utf8.allSatisfy {
                        $0 > 0x20 && $0 < 0x7f && !"\"(),/:;<=>?@[\\]{}".utf8.contains($0)
                    }
            } ?? false
        guard parts.count == 2, isToken, !text.utf8.contains(where: { $0 < 0x20 && $0 != 9 }) else {
            throw .usage("'\(text)' is no header, which is 'name: value'")
        }
        return HTTPHeader(String(parts[0]), String(parts[1]).trimmed)
    }
}
