import ArgumentParser
import FederationClient
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
            "Sign as the server of this homeserver.yaml of Synapse, with its key.",
            valueName: "file"))
    var synapseConfig: String?

    @Option(
        name: .customLong("identity"),
        help: ArgumentHelp(
            "Sign as the identity of this name in $XDG_CONFIG_HOME/fedctl/config.yaml.",
            valueName: "name"))
    var configuredName: String?

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
        let ways = [name != nil || key != nil, synapseConfig != nil, configuredName != nil]
        guard ways.count(where: \.self) <= 1 else {
            throw ValidationError(
                "--as, --synapse-config and --identity exclude each other: one of them says who signs"
            )
        }
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
        } else if ways.allSatisfy({ !$0 }) {
            throw ValidationError("--serve-key needs --as, the name that is served")
        } else if choice.keyID != nil {
            throw ValidationError("--serve-key takes the first key of a file: leave out --key-id")
        }
        if choice.keyID != nil, key == nil, synapseConfig == nil, configuredName == nil {
            throw ValidationError("--key-id needs --key")
        }
    }

    /// Runs `work` with who signs, whose key document is served meanwhile where that was asked for; with
    /// none where nobody was named.
    func withIdentity(
        _ context: CommandContext, _ work: (FederationIdentity?) async throws -> Void
    ) async throws {
        guard let (server, key) = try source(context) else { return try await work(nil) }
        guard let serveKey else {
            guard let key else { return try await work(nil) }
            return try await work(
                FederationIdentity(serverName: server, key: try signingKey(key, context)))
        }
        let served = try await ServedHomeserver.start(
            try servingOptions(of: server, key: key?.path, at: serveKey), context,
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

    /// The file of a key, and which key of it.
    private typealias KeySource = (path: String, keyID: String?)

    /// Who signs, and where the key is; none where nobody was named.
    private func source(
        _ context: CommandContext
    ) throws -> (server: ServerName, key: KeySource?)? {
        if let synapseConfig {
            return try source(of: synapseConfig) { folder in
                try YAMLFile(path: synapseConfig).decode(SynapseConfiguration.self)
                    .identity(in: folder)
            }
        }
        if let configuredName {
            let path = context.configurationFile
            return try source(of: path) { folder in
                try YAMLFile(path: path).decode(IdentityConfiguration.self)
                    .identity(named: configuredName, in: folder)
            }
        }
        guard let name else { return nil }
        return (try ArgumentText.serverName(name), key.map { ($0, choice.keyID) })
    }

    /// What a configuration file says of who signs; names of files in it are relative to its folder.
    private func source(
        of path: String, _ read: (_ folder: String) throws -> ConfiguredIdentity
    ) throws -> (server: ServerName, key: KeySource?) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
        do {
            let identity = try read(folder)
            return (
                identity.serverName,
                (identity.keyPath, choice.keyID ?? identity.keyID?.description)
            )
        } catch let error as IdentityError {
            throw CommandFailure.badInput("\(path): \(error)", hint: error.hint)
        }
    }

    private func signingKey(_ source: KeySource, _ context: CommandContext) throws -> SigningKey {
        var choice = choice
        choice.keyID = source.keyID
        let file = try choice.load(source.path, context)
        guard let first = file.keys.first else {
            throw CommandFailure.badInput("\(source.path): no key in it")
        }
        return first
    }

    private func servingOptions(
        of name: ServerName, key: String?, at address: String
    ) throws -> ServeOptions {
        var options = try ServeOptions.parse([
            "--name", name.description, "--listen", address,
        ])
        options.key = key
        options.authorityFolder = authorityFolder
        options.tlsCert = tlsCert
        options.tlsKey = tlsKey
        options.speaksPlainHTTP = speaksPlainHTTP
        try options.validate()
        return options
    }
}
