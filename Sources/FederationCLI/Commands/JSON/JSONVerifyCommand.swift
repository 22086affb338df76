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

    mutating func validate() throws {
        if keys.keys.contains("-"), document.input.path == nil {
            throw ValidationError("the keys and the document cannot both be standard input")
        }
    }

    func run() async throws {
        let context = CommandContext.current
        let ring = try keys.keyRing(network, context)
        let run = DocumentRun(options: document, context: context)
        let (printsJSON, isLine) = (json, document.ndjson)
        let (_, isExpired) = try await Deadline.run(network.deadline) {
            try await run.run { bytes in
                let report = try await SignatureReport(judging: bytes, with: ring)
                let text: String =
                    switch (printsJSON, isLine) {
                    case (true, true): report.json.lineText
                    case (true, false): report.json.prettyText + "\n"
                    case (false, true): report.lineText
                    case (false, false): report.text + "\n"
                    }
                return .init(
                    output: Array(text.utf8), status: ExitStatus(ofVerdict: report.verdict))
            }
        }
        if isExpired { throw CommandFailure.unreachable("the deadline came first") }
    }
}
