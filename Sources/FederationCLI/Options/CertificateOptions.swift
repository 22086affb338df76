import ArgumentParser

/// What a server that is started shows of itself in TLS.
struct CertificateOptions: ParsableArguments {
    @Option(
        name: .customLong("ca-dir"),
        help: ArgumentHelp(
            "Keep the certificate authority and made keys in this folder; made at the first start.",
            valueName: "folder"))
    var authorityFolder: String?

    @Option(help: ArgumentHelp("The certificate chain to show, in PEM.", valueName: "file"))
    var tlsCert: String?

    @Option(help: ArgumentHelp("The private key of --tls-cert, in PEM.", valueName: "file"))
    var tlsKey: String?

    @Flag(name: .customLong("plain-http"), help: "Speak plain HTTP, as behind a reverse proxy.")
    var speaksPlainHTTP = false

    mutating func validate() throws {
        if (tlsCert == nil) != (tlsKey == nil) {
            throw ValidationError("--tls-cert and --tls-key go together")
        }
        if speaksPlainHTTP, tlsCert != nil || authorityFolder != nil {
            throw ValidationError(
                "--plain-http needs no certificate: leave out --ca-dir and --tls-cert; --key keeps the "
                    + "signing key from run to run")
        }
        if tlsCert != nil, authorityFolder != nil {
            throw ValidationError("--ca-dir and --tls-cert exclude each other")
        }
    }

    /// The option of these that was given; none where none was.
    var firstGiven: String? {
        let given = [
            ("--ca-dir", authorityFolder != nil), ("--tls-cert", tlsCert != nil),
            ("--tls-key", tlsKey != nil), ("--plain-http", speaksPlainHTTP),
        ]
        return given.first(where: \.1)?.0
    }

    /// Whether the certificate comes from an authority that ends with the command.
    var isThrowAway: Bool { firstGiven == nil }
}
