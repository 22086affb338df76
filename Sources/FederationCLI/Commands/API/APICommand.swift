import ArgumentParser
import FederationCore
import Rendering

/// `fedctl api`: the endpoint table.
struct APICommand: ExemplifiedCommand {
    static let example = "fedctl api make-join"

    static let configuration = CommandConfiguration(
        commandName: "api",
        abstract: "List the operations of the Server-Server API, or explain one.",
        usage: "fedctl api [options] [<operation>]")

    @OptionGroup var output: OutputOptions

    @Argument(help: "The name of an operation, such as 'make-join'; none lists all.")
    var operation: String?

    func run() async throws {
        let printer = ReportPrinter(options: output, context: .current)
        guard let operation else {
            let table = EndpointTable()
            return try printer.show(
                .init(
                    text: { _ in table.text },
                    lastLine: { "\(table.endpoints.count) operations" }, json: { table.json }))
        }
        guard let endpoint = Endpoint.named(operation) else {
            let near = Endpoint.all.map(\.name).filter { $0.contains(operation) }
            let names =
                near.isEmpty
                ? Suggestion.remark(for: operation, among: Endpoint.all.map(\.name))
                : "; there is \(near.joined(separator: ", "))"
            throw CommandFailure.usage(
                "'\(operation)' is no operation\(names)", hint: "'fedctl api' lists them")
        }
        try printer.show(
            .init(
                text: { _ in endpoint.text }, lastLine: { "\(endpoint.method) \(endpoint.path)" },
                json: { EndpointTable([endpoint]).json }))
    }
}
