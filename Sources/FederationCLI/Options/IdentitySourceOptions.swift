import ArgumentParser
import FederationClient
import FederationCore
import SigningKeys

/// Who signs: a server name and its key, from the command line or from a configuration file; or nobody.
struct IdentitySourceOptions: ParsableArguments {
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

    mutating func validate() throws {
        let ways = [name != nil || key != nil, synapseConfig != nil, configuredName != nil]
        guard ways.count(where: \.self) <= 1 else {
            throw ValidationError(
                "--as, --synapse-config and --identity exclude each other: one of them says who signs"
            )
        }
        if choice.keyID != nil, key == nil, synapseConfig == nil, configuredName == nil {
            throw ValidationError("--key-id needs --key")
        }
    }

    /// Whether nobody was named.
    var isEmpty: Bool {
        name == nil && key == nil && synapseConfig == nil && configuredName == nil
    }

    /// What is wrong where a key is needed, and one of `--as` and `--key` alone is given; `canServe` says whether
    /// the command has `--serve-key`.
    func gap(canServe: Bool) -> ValidationError? {
        guard (name == nil) != (key == nil) else { return nil }
        return ValidationError(
            name == nil
                ? "--key needs --as, the name of the server that signs"
                : "--as needs the key that signs: --key FILE"
                    + (canServe ? ", or --serve-key ADDRESS:PORT, which makes one" : "")
        )
    }

    /// The file of a key, and which key of it.
    typealias KeySource = (path: String, keyID: String?)

    /// Who signs, and where the key is; none where nobody was named.
    func source(
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
        return (try ArgumentText.serverName(name, of: "--as"), key.map { ($0, choice.keyID) })
    }

    /// Who signs, with the key; none where nobody was named, or there is no key.
    func identity(_ context: CommandContext) throws -> FederationIdentity? {
        guard let (server, key) = try source(context), let key else { return nil }
        var choice = choice
        choice.keyID = key.keyID
        return FederationIdentity(
            serverName: server, key: try choice.signingKey(key.path, context))
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
}
