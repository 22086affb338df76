/// Measures the parts of fedctl that have a target: `FederationBenchmarks json FILE…` prints one JSON
/// line a file, `FederationBenchmarks signing` one for each kind of work, and so do
/// `FederationBenchmarks events`, `receipt ROOM…`, `timeline COUNT…` and `state MEMBERS…`.
@main
enum FederationBenchmarks {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "json": try JSONBenchmark.run(files: Array(arguments.dropFirst()))
        case "signing": try await SigningBenchmark.run()
        case "events": try await EventBenchmark.run()
        case "receipt": try ReceiptBenchmark.run(arguments.dropFirst())
        case "timeline": try TimelineBenchmark.run(arguments.dropFirst())
        case "state": try TimelineBenchmark.state(arguments.dropFirst())
        case "room": try ReceiptBenchmark.write(arguments.dropFirst())
        case "canonical-lines": CanonicalLines.run()
        case "sign": try SignedRequests.run(arguments.dropFirst())
        default:
            print(
                """
                usage: FederationBenchmarks json FILE… | signing | events | receipt ROOM…
                       | timeline COUNT… | state MEMBERS… | room VERSION COUNT | canonical-lines
                       | sign SIGNER KEYFILE DESTINATION
                """)
        }
    }
}
