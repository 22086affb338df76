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

    @Option(
        name: .customLong("to"),
        help: ArgumentHelp("The format of the file.", valueName: "key-format"))
    var format: KeyFileFormat = .synapse

    @Option(
        help: ArgumentHelp(
            "The key id; without it, it is derived from the public key.", valueName: "id"))
    var keyID: String?

    @Argument(help: "The file to write; one that exists is never touched.")
    var file: String

    mutating func validate() throws {
        if file == "-" {
            throw ValidationError("a key is written to a file, not to standard output")
        }
    }

    func run() async throws {
        let context = CommandContext.current
        let identifier = try keyID.map(ArgumentText.keyID)
        let key: SigningKey
        do {
            var random = context.random
            key = try SigningKey.generate(using: &random, keyID: identifier)
        } catch {
            throw CommandFailure.usage("\(error)")
        }
        do {
            try KeyFile.write([key], in: format, to: file)
        } catch {
            throw CommandFailure.badInput("\(error)", hint: error.hint)
        }
        let listing = KeyListing(keys: [key.publicKey], format: format, writtenTo: file)
        try ReportPrinter(options: output, context: context).show(.init(of: listing))
    }
}
