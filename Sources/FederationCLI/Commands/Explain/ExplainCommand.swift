import ArgumentParser
import FederationChecks
import Findings
import Rendering

/// `fedctl explain`: why a check matters, and how to mend what it found.
struct ExplainCommand: ExemplifiedCommand {
    static let example = "fedctl explain tls.chain"

    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say why a check matters, what usually breaks it, and how to mend that.",
        usage: "fedctl explain [options] [<check>]")

    @OptionGroup var output: OutputOptions

    @Argument(help: "A check, such as 'tls.chain'; none lists all.")
    var check: String?

    func run() async throws {
        let printer = ReportPrinter(options: output, context: .current)
        guard let check else {
            let table = CheckTable()
            return try printer.show(
                .init(
                    text: { _ in table.text }, lastLine: { "\(Check.all.count) checks" },
                    json: { table.json }))
        }
        guard let row = Check.all.first(where: { $0.id == CheckID(check) }) else {
            let topic = CheckID(check).topic
            let near = Check.all.filter { $0.topic == topic }.map(\.id.name)
            let names = near.isEmpty ? "" : "; there is \(near.joined(separator: ", "))"
            throw CommandFailure.usage("'\(check)' is no check\(names)")
        }
        try printer.show(
            .init(
                text: { row.text(style: $0) }, lastLine: { "\(row.id): \(row.title)" },
                json: { CheckTable([row]).json }))
    }
}
