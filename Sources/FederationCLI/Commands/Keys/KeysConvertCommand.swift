import ArgumentParser
import SigningKeys

/// `fedctl keys convert`: the same key in another format.
struct KeysConvertCommand: ExemplifiedCommand {
    static let example = "fedctl keys convert signing.key --to pkcs8 --output signing.pem"

    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Write a signing key in another format.",
        usage: "fedctl keys convert [<file>] --to <key-format> [--output <file>]",
        discussion: """
            Without --output the private key goes to standard output: that is what was asked for. A
            file is made readable by its owner only, and one that exists is never touched.
            """)

    @Option(
        name: .customLong("to"),
        help: ArgumentHelp("The format to write.", valueName: "key-format"))
    var format: KeyFileFormat

    @OptionGroup var choice: KeyChoiceOptions

    @Option(help: ArgumentHelp("The file to write.", valueName: "file"))
    var output: String?

    @Argument(help: "The key file; none, or '-', is standard input.")
    var file: String?

    func run() async throws {
        let context = CommandContext.current
        let keys = try choice.load(file, context).keys
        do {
            if let output, output != "-" {
                try KeyFile.write(keys, in: format, to: output)
                context.console.note("wrote \(output) (mode 0600)")
            } else {
                context.console.result(
                    try KeyFile.bytes(of: keys, in: format, path: file ?? "-"))
            }
        } catch {
            throw CommandFailure.badInput("\(error)", hint: error.hint)
        }
    }
}
