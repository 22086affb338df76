/// Measures the parts of fedctl that have a target: `FederationBenchmarks json FILE…` prints one JSON
/// line a file.
@main
enum FederationBenchmarks {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "json": try JSONBenchmark.run(files: Array(arguments.dropFirst()))
        case "canonical-lines": CanonicalLines.run()
        default:
            print("usage: FederationBenchmarks json FILE…")
        }
    }
}
