import ArgumentParser
import FederationCore

/// `fedctl auth header`: the header that signs a request.
struct AuthHeaderCommand: ExemplifiedCommand {
    static let example =
        "fedctl auth header --method GET --target /_matrix/federation/v1/version "
        + "--destination example.org --as tester.example --key signing.key"

    static let configuration = CommandConfiguration(
        commandName: "header",
        abstract: "Print the Authorization header that signs a request.",
        usage: "fedctl auth header [options]",
        discussion: """
            Printed is the value alone, which holds the signature: it is good for this request to this \
            server, for as long as the key is.
            """)

    @OptionGroup var parts: RequestPartsOptions
    @OptionGroup(title: "Identity") var source: IdentitySourceOptions

    mutating func validate() throws {
        if let gap = source.gap(canServe: false) { throw gap }
        if parts.body == "-", source.key == "-" {
            throw ValidationError("--key and --body cannot both be standard input")
        }
    }

    func run() async throws {
        let context = CommandContext.current
        let destination = try ArgumentText.serverName(parts.destination)
        let body = try parts.bodyBytes()
        let request: FederationRequest
        do {
            request = try FederationRequest(
                method: parts.method, target: try ArgumentText.target(parts.target),
                to: destination,
                body: body.map { .bytes($0) })
        } catch let error as RequestBuildError {
            throw CommandFailure.usage("\(error)")
        }
        let identity = try IdentityOptions.required(
            try source.identity(context), for: "headers")
        do {
            let signed = try request.signed(by: identity)
            context.console.result(signed.authorization + "\n")
        } catch {
            throw CommandFailure.badInput("\(error)")
        }
    }
}
