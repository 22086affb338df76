import ArgumentParser
import FederationCore
import MatrixJSON
import Rendering
import SigningKeys

/// `fedctl keys verify`: judges a saved key document.
struct KeysVerifyCommand: ExemplifiedCommand {
    static let example = "fedctl keys fetch example.org --raw | fedctl keys verify"

    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Judge a saved key document.",
        usage: "fedctl keys verify [options] [<file>]")

    @OptionGroup var output: OutputOptions

    @Option(
        help: ArgumentHelp(
            "The server that the document has to be of; without it, the one that it names.",
            valueName: "name"))
    var server: String?

    @Argument(help: "The document; none, or '-', is standard input.")
    var file: String?

    func run() async throws {
        let context = CommandContext.current
        let name = try server.map(ArgumentText.serverName)
        let input = InputFile(file)
        let bytes = try input.bytes()
        do {
            // What is no JSON at all is bad input; every other mistake is a finding.
            _ = try JSONDocument(parsing: bytes, numbers: .preserving)
        } catch {
            throw CommandFailure.badInput("\(input.displayName): \(error)")
        }
        let report = KeyDocumentReport(
            judging: bytes, of: name, now: context.time.now,
            obtainedBy: input.path.map { "cat -- \(ShellWord($0))" })
        try ReportPrinter(options: output, context: context).show(
            .init(of: report, now: context.time.now))
        try context.finish(with: ExitStatus(ofVerdict: report.verdict))
    }
}
