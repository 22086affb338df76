import ArgumentParser
import Findings
import Rendering
import SigningKeys

/// `fedctl json verify`: the signatures of an object.
struct JSONVerifyCommand: ExemplifiedCommand {
    static let example = "fedctl json verify --keys keys.json document.json"

    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Verify the signatures of a JSON object.",
        usage: "fedctl json verify [options] [<file>]",
        discussion: """
            Every signature of the object is judged with the keys that are given or fetched; one \
            whose key is not known is a skip. Where no key was known, nothing was verified.
            """)

    @OptionGroup var keys: VerifyKeyOptions
    @OptionGroup var network: NetworkOptions
    @OptionGroup var document: DocumentOptions

    @Flag(help: "Print a JSON object for each document.")
    var json = false

    func run() async throws {
        let context = CommandContext.current
        let ring = try keys.keyRing(network, context)
        try await DocumentRun(options: document, context: context).run { bytes in
            let report = try await SignatureReport(judging: bytes, with: ring)
            let end = document.ndjson ? "" : "\n"
            let text =
                json
                ? (document.ndjson ? report.json.lineText : report.json.prettyText)
                : (document.ndjson ? report.lineText : report.text)
            return .init(
                output: Array((text + end).utf8), status: ExitStatus(ofVerdict: report.verdict))
        }
    }
}
