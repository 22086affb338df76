import ArgumentParser
import FederationCore

/// The parts of a request that is not sent.
struct RequestPartsOptions: ParsableArguments {
    @Option(help: "The method, such as 'GET'.")
    var method: String

    @Option(help: ArgumentHelp("Path and query, as they go over the wire.", valueName: "target"))
    var target: String

    @Option(
        help: ArgumentHelp("The server that the request is for.", valueName: "name"))
    var destination: String

    @Option(
        help: ArgumentHelp(
            "The body: JSON, a file, or '-' for standard input.", valueName: "body"))
    var body: String?

    /// The body, where there is one.
    func bodyBytes() throws(CommandFailure) -> [UInt8]? {
        guard let body else { return nil }
        return try BodyInput(text: body).bytes()
    }
}
