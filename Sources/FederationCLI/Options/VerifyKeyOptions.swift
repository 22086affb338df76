import ArgumentParser
import FederationClient
import FederationCore
import SigningKeys

/// The keys to verify with: given by hand, from saved documents, or from the network.
struct VerifyKeyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Trust this key of a server (repeatable).", valueName: "server,ed25519:id,base64"))
    var verifyKey: [String] = []

    @Option(
        help: ArgumentHelp(
            "Take keys from a saved key document or notary answer (repeatable).",
            valueName: "file"))
    var keys: [String] = []

    @Flag(help: "Fetch the keys that are not given from the servers that they belong to.")
    var fetch = false

    /// The keys; what was not taken from a document is said on standard error.
    func keyRing(_ network: NetworkOptions, _ context: CommandContext) throws -> KeyRing {
        var known = KnownKeys()
        for path in keys { try add(path, to: &known, context) }
        for text in verifyKey {
            do {
                known.trust(try TrustedKey(parsing: text))
            } catch {
                throw CommandFailure.usage("--verify-key: \(error)")
            }
        }
        let client =
            fetch ? FederationClient(environment: try network.environment(context)) : nil
        return KeyRing(known: known, fetchingWith: client, time: context.time)
    }

    private func add(
        _ path: String, to known: inout KnownKeys, _ context: CommandContext
    ) throws {
        let bytes = try InputFile(path).bytes()
        let additions: [KeyAddition]
        do {
            additions = try known.add(saved: bytes, path: path, now: context.time.now)
        } catch {
            // The other half of the key is the likeliest wrong file.
            let isSigningKey = (try? KeyFile(parsing: bytes, path: path)) != nil
            let hint =
                isSigningKey
                ? "; this is a signing key, of which 'fedctl keys document' makes a key document"
                : ""
            throw CommandFailure.badInput("\(error)\(hint)")
        }
        for refusal in additions.flatMap(\.refusals) { context.note("\(path): \(refusal)") }
    }
}
