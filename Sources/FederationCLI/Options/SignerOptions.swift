import ArgumentParser
import FederationCore
import SigningKeys

/// Who signs: a server name and its key.
struct SignerOptions: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Sign as this server.", valueName: "name"))
    var name: String

    @OptionGroup var keyFile: KeyFileOptions

    /// The name, by the grammar of server names.
    func serverName() throws(CommandFailure) -> ServerName {
        try ArgumentText.serverName(name)
    }

    /// The key of the file.
    func signingKey(_ context: CommandContext) throws -> SigningKey {
        try keyFile.signingKey(context)
    }
}
