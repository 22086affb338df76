/// Measures the parts of fedctl that have a target: `FederationBenchmarks json FILE…` prints one JSON
/// line a file, `FederationBenchmarks signing` one for each kind of work, and so does
/// `FederationBenchmarks events`.
@main
enum FederationBenchmarks {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "json": try JSONBenchmark.run(files: Array(arguments.dropFirst()))
        case "signing": try await SigningBenchmark.run()
        case "events": try await EventBenchmark.run()
        case "canonical-lines": CanonicalLines.run()
        default:
            print("usage: FederationBenchmarks json FILE… | signing | events | canonical-lines")
        }
    }
}
