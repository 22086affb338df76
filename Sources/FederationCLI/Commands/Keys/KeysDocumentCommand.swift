import ArgumentParser
import FederationCore
import FoundationEssentials
import SigningKeys

/// `fedctl keys document`: a signed key document for a static host.
struct KeysDocumentCommand: ExemplifiedCommand {
    static let example = "fedctl keys document --as tester.example --key signing.key --output www"

    static let configuration = CommandConfiguration(
        commandName: "document",
        abstract: "Make a signed key document, and a well-known document, for a static host.",
        usage: "fedctl keys document --as <name> --key <file> [options]",
        discussion: """
            Without --output the key document goes to standard output, as canonical JSON. With it, \
            _matrix/key/v2/server and, for --well-known, .well-known/matrix/server are written below \
            the folder, anew each time.
            """)

    @OptionGroup var signer: SignerOptions

    @Option(help: ArgumentHelp("For how many days the document is valid.", valueName: "days"))
    var validDays: Int = 7

    @Option(
        name: .customLong("old-key"),
        help: ArgumentHelp(
            "A key that was used before: ed25519:ID,BASE64,EXPIRED_TS (milliseconds; repeatable).",
            valueName: "key"))
    var oldKeys: [String] = []

    @Option(
        help: ArgumentHelp(
            "Make a well-known document that delegates to this server.", valueName: "server"))
    var wellKnown: String?

    @Option(help: ArgumentHelp("Write the files below this folder.", valueName: "folder"))
    var output: String?

    mutating func validate() throws {
        guard (1...36_500).contains(validDays) else {
            throw ValidationError("--valid-days is a number from 1 to 36500")
        }
        if wellKnown != nil, output == nil { throw ValidationError("--well-known needs --output") }
    }

    func run() async throws {
        let context = CommandContext.current
        let name = try signer.serverName()
        let key = try signer.signingKey(context)
        let delegated = try wellKnown.map(ArgumentText.serverName)
        let now = UTCTime(context.time.now).milliseconds
        let document = KeyDocument(
            serverName: name, verifyKeys: [key.publicKey],
            oldVerifyKeys: try oldKeys.map(ArgumentText.oldVerifyKey),
            validUntil: now + Int64(validDays) * 86_400_000)
        let bytes: [UInt8]
        do {
            bytes = try document.signed(by: [key])
        } catch {
            throw CommandFailure.usage("\(error)")
        }
        guard let output else { return context.console.result(bytes) }
        try OutputFile(path: output + "/_matrix/key/v2/server").replaceMakingFolders(with: bytes)
        guard let delegated else { return }
        try OutputFile(path: output + "/.well-known/matrix/server").replaceMakingFolders(
            with: WellKnownDelegation(to: delegated).bytes)
    }
}
