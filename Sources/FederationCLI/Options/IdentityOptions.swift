import ArgumentParser
import FederationClient
import FederationCore
import Rendering
import TestHomeserver

/// Who signs requests, and whether the key document is served meanwhile.
struct IdentityOptions: ParsableArguments {
    @OptionGroup var source: IdentitySourceOptions

    @Option(
        help: ArgumentHelp(
            "Serve the key document of --as there while the command runs; without --key, a key is made.",
            valueName: "address:port"))
    var serveKey: String?

    @OptionGroup var certificates: CertificateOptions

    mutating func validate() throws {
        if serveKey == nil {
            if let gap = source.gap(canServe: true) { throw gap }
            if let option = certificates.firstGiven {
                throw ValidationError("\(option) is for --serve-key")
            }
        } else if source.isEmpty {
            throw ValidationError("--serve-key needs --as, the name that is served")
        } else if source.choice.keyID != nil {
            throw ValidationError("--serve-key takes the first key of a file: leave out --key-id")
        }
    }

    /// The file of the homeserver whose key signs; none where it is another key.
    var synapseConfig: String? { source.synapseConfig }

    /// Whether the key comes from standard input.
    var readsStandardInput: Bool { source.key == "-" }

    /// The identity, where one was named.
    ///
    /// - Parameters:
    ///   - identity: Who signs.
    ///   - what: What is signed, such as `transactions`.
    /// - Returns: The identity.
    /// - Throws: ``CommandFailure`` with the ways to name one.
    static func required(
        _ identity: FederationIdentity?, for what: String
    ) throws(CommandFailure) -> FederationIdentity {
        guard let identity else {
            throw .usage(
                "\(what) are signed, and there is no key to sign them with",
                hint: FederationRequestError.noIdentity(operation: "").hint)
        }
        return identity
    }

    /// Says that nobody can verify what is signed and sent only after the command has ended.
    func remarkOnCopies(_ sending: SendingOptions, _ context: CommandContext) {
        guard sending.curl, serveKey != nil else { return }
        let isKept = source.key != nil || certificates.authorityFolder != nil
        context.note(
            isKept
                ? "the key document of --serve-key is gone when this command has ended"
                : "the key of --serve-key is made for this run, and gone when it has ended",
            hint: isKept
                ? "'fedctl serve' with the same name, --listen and --ca-dir serves it meanwhile"
                : "--ca-dir FOLDER keeps it; 'fedctl serve' with the same folder serves it meanwhile"
        )
    }

    /// Runs `work` with who signs, whose key document is served meanwhile where that was asked for; with
    /// none where nobody was named.
    func withIdentity(
        _ context: CommandContext, _ work: (FederationIdentity?) async throws -> Void
    ) async throws {
        guard let serveKey else { return try await work(try source.identity(context)) }
        guard let (server, key) = try source.source(context) else { return try await work(nil) }
        let witness = ServedKeyWitness()
        let served = try await ServedHomeserver.start(
            try servingOptions(of: server, key: key?.path, at: serveKey), context,
            journal: Journals(all: [ConsoleJournal(console: context.console), witness]))
        witness.authorityFile = served.announcement.authorityFile
        announce(served, of: server, context)
        let outcome: Result<Void, any Error>
        do {
            let identity = FederationIdentity(serverName: server, key: served.signingKey)
            try await ServedKeyWitness.$current.withValue(witness) { try await work(identity) }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        await served.stop()
        try outcome.get()
    }

    /// Says where the key document is, and what stands in the way of those who look for it.
    private func announce(
        _ served: ServedHomeserver, of server: ServerName, _ context: CommandContext
    ) {
        let places = served.announcement.addresses
        var hint = served.announcement.authorityFile.map {
            "its certificate is vouched for by \($0)"
        }
        if certificates.isThrowAway {
            // Nobody can have been told to trust it.
            hint = """
                its certificate comes from an authority of this run, which no peer trusts:
                --ca-dir FOLDER takes the ca.pem and ca.key of one that the peer trusts, --tls-cert and --tls-key a certificate
                """
        }
        context.note(
            "the key document of \(server) is served on \(places.joined(separator: ", "))",
            hint: hint)
        guard let port = server.port, !certificates.speaksPlainHTTP,
            !places.contains(where: { $0.hasSuffix(":\(port)") })
        else { return }
        context.note("peers look for the keys of \(server) on port \(port)")
    }

    private func servingOptions(
        of name: ServerName, key: String?, at address: String
    ) throws -> ServeOptions {
        let place = try ServeOptions.listenAddress(address, port: 8448, of: "--serve-key")
        var options = try ServeOptions.parse([
            "--name", name.description, "--listen", place.description,
        ])
        options.key = key
        options.certificates = certificates
        return options
    }
}
