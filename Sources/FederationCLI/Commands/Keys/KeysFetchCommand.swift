import ArgumentParser
import FederationClient
import FederationCore
import Rendering
import SigningKeys

/// `fedctl keys fetch`: a server's key document, judged.
struct KeysFetchCommand: ExemplifiedCommand {
    static let example = "fedctl keys fetch example.org"

    static let configuration = CommandConfiguration(
        commandName: "fetch",
        abstract: "Fetch the key document of a server and judge it.",
        usage: "fedctl keys fetch [options] <server>")

    @OptionGroup var output: OutputOptions
    @OptionGroup var network: NetworkOptions

    @Flag(help: "Print the document's own bytes, and judge nothing.")
    var raw = false

    @Argument(help: "The server name, such as 'example.org'.")
    var server: String

    func run() async throws {
        let context = CommandContext.current
        let name = try ArgumentText.serverName(server)
        let environment = try network.environment(context)
        let document = try await KeyDocumentFetch(
            environment: environment, deadline: network.deadline
        ).document(of: name)
        let bytes = document.bytes
        if raw {
            // What a remote host sent never steers a terminal; a pipe gets every byte.
            let isTerminal = context.console.isResultTerminal
            let visible = String(decoding: bytes, as: UTF8.self).escapedForTerminal
            return context.console.result(isTerminal ? Array(visible.utf8) : bytes)
        }
        let report = KeyDocumentReport(
            judging: bytes, of: name, now: context.time.now,
            obtainedBy: document.command)
        try ReportPrinter(options: output, context: context).show(
            .init(of: report, now: context.time.now))
        try context.finish(with: ExitStatus(ofVerdict: report.verdict))
    }
}
