import ArgumentParser
import FederationCore
import Rendering
import SigningKeys

/// Who signs requests: a server name and its key, or nobody.
struct IdentityOptions: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Sign as this server.", valueName: "name"))
    var name: String?

    @Option(
        help: ArgumentHelp(
            "The signing key, in any format that fedctl knows; '-' is standard input.",
            valueName: "file"))
    var key: String?

    @OptionGroup var choice: KeyChoiceOptions

    @Option(
        help: ArgumentHelp(
            "Serve the key document of --as there while the command runs; without --key, a key is made.",
            valueName: "address:port"))
    var serveKey: String?

    @Option(
        name: .customLong("ca-dir"),
        help: ArgumentHelp(
            "The certificate authority of --serve-key is kept in this folder.", valueName: "folder")
    )
    var authorityFolder: String?

    @Option(
        help: ArgumentHelp(
            "The certificate chain that --serve-key shows, in PEM.", valueName: "file"))
    var tlsCert: String?

    @Option(help: ArgumentHelp("The private key of --tls-cert, in PEM.", valueName: "file"))
    var tlsKey: String?

    @Flag(
        name: .customLong("plain-http"),
        help: "Serve the key document in plain HTTP, as behind a reverse proxy.")
    var speaksPlainHTTP = false

    mutating func validate() throws {
        if serveKey == nil {
            if (name == nil) != (key == nil) {
                throw ValidationError("--as and --key go together")
            }
            let needing = [
                ("--ca-dir", authorityFolder != nil), ("--tls-cert", tlsCert != nil),
                ("--tls-key", tlsKey != nil), ("--plain-http", speaksPlainHTTP),
            ]
            if let option = needing.first(where: \.1)?.0 {
                throw ValidationError("\(option) is for --serve-key")
            }
        } else if name == nil {
            throw ValidationError("--serve-key needs --as, the name that is served")
        } else if choice.keyID != nil {
            throw ValidationError("--serve-key takes the first key of a file: leave out --key-id")
        }
        if choice.keyID != nil, key == nil { throw ValidationError("--key-id needs --key") }
    }

    /// Runs `work` with who signs, whose key document is served meanwhile where that was asked for; with
    /// none where nobody was named.
    func withIdentity(
        _ context: CommandContext, _ work: (FederationIdentity?) async throws -> Void
    ) async throws {
        guard let name else { return try await work(nil) }
        let server = try ArgumentText.serverName(name)
        guard let serveKey else {
            return try await work(
                FederationIdentity(serverName: server, key: try signingKey(context)))
        }
        let served = try await ServedHomeserver.start(
            try servingOptions(of: name, at: serveKey), context,
            journal: ConsoleJournal(console: context.console))
        let places = served.announcement.addresses.joined(separator: ", ")
        context.note(
            "the key document of \(server) is served on \(places)",
            hint: served.announcement.authorityFile.map {
                "its certificate is vouched for by \($0)"
            })
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(
                try await work(FederationIdentity(serverName: server, key: served.signingKey)))
        } catch {
            outcome = .failure(error)
        }
        await served.stop()
        try outcome.get()
    }

    private func signingKey(_ context: CommandContext) throws -> SigningKey {
        let file = try choice.load(key, context)
        guard let first = file.keys.first else {
            throw CommandFailure.badInput("\(key ?? "standard input"): no key in it")
        }
        return first
    }

    private func servingOptions(of name: String, at address: String) throws -> ServeOptions {
        var options = try ServeOptions.parse(["--name", name, "--listen", address])
        options.key = key
        options.authorityFolder = authorityFolder
        options.tlsCert = tlsCert
        options.tlsKey = tlsKey
        options.speaksPlainHTTP = speaksPlainHTTP
        try options.validate()
        return options
    }
}
