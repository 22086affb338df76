import ArgumentParser
import FederationCore

/// `fedctl json sign`: adds a signature to an object.
struct JSONSignCommand: ExemplifiedCommand {
    static let example = "fedctl json sign --as example.org --key signing.key object.json"

    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Sign a JSON object and print it as canonical JSON.",
        usage: "fedctl json sign --as <name> --key <file> [--ndjson] [<file>]",
        discussion: """
            Signatures that the object has already, and 'unsigned', are kept; neither is covered.
            """)

    @OptionGroup var signer: SignerOptions
    @OptionGroup var document: DocumentOptions

    mutating func validate() throws {
        if signer.keyFile.key == "-", document.input.path == nil {
            throw ValidationError("the key and the document cannot both be standard input")
        }
    }

    func run() async throws {
        let context = CommandContext.current
        let name = try signer.serverName().description
        let key = try signer.signingKey(context)
        try await DocumentRun(options: document, context: context).run { bytes in
            .init(output: try signObject(bytes, as: name, with: key))
        }
    }
}
