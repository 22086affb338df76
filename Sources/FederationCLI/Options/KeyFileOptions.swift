import ArgumentParser
import FederationCore
import SigningKeys

/// The key that signs, as an option.
struct KeyFileOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The signing key, in any format that fedctl knows; '-' is standard input.",
            valueName: "file"))
    var key: String

    @OptionGroup var choice: KeyChoiceOptions

    /// The first key of the file, or the one that was chosen.
    func signingKey(_ context: CommandContext) throws -> SigningKey {
        try choice.signingKey(key, context)
    }
}
