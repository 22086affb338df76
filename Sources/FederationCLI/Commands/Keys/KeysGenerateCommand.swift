import ArgumentParser
import FederationCore
import Rendering
import SigningKeys

/// `fedctl keys generate`: a new signing key in a new file.
struct KeysGenerateCommand: ExemplifiedCommand {
    static let example = "fedctl keys generate signing.key"

    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Make a signing key and write it to a new file, readable by its owner only.",
        usage: "fedctl keys generate [options] <file>")

    @OptionGroup var output: OutputOptions
    @OptionGroup var form: KeyFormatOptions

    @Option(
        help: ArgumentHelp(
            "The key id; without it, it is derived from the public key.", valueName: "id"))
    var keyID: String?

    @Argument(help: "The file to write; one that exists is never touched.")
    var file: String

    func run() async throws {
        let context = CommandContext.current
        let identifier = try keyID.map(ArgumentText.keyID)
        let key: SigningKey
        do {
            var random = SystemRandomNumberGenerator()
            key = try SigningKey.generate(using: &random, keyID: identifier)
        } catch {
            throw CommandFailure.usage("\(error)")
        }
        do {
            try KeyFile.write([key], in: form.format, to: file)
        } catch {
            throw CommandFailure.badInput("\(error)", hint: error.hint)
        }
        let listing = KeyListing(keys: [key.publicKey], format: form.format, writtenTo: file)
        try ReportPrinter(options: output, context: context).show(.init(of: listing))
    }
}
