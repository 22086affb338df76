import ArgumentParser
import FederationCore
import Rendering
import SigningKeys

/// `fedctl keys show`: the public half of a key file.
struct KeysShowCommand: ExemplifiedCommand {
    static let example = "fedctl keys show signing.key"

    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the format, the key ids and the public keys of a key file.",
        usage: "fedctl keys show [options] [<file>]")

    @OptionGroup var output: OutputOptions
    @OptionGroup var choice: KeyChoiceOptions

    @Argument(help: "The key file; none, or '-', is standard input.")
    var file: String?

    func run() async throws {
        let context = CommandContext.current
        let keys = try choice.load(file, context)
        let listing = KeyListing(keys: keys.keys.map(\.publicKey), format: keys.format)
        try ReportPrinter(options: output, context: context).show(.init(of: listing))
    }
}
