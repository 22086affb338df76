import ArgumentParser
import FederationCore

/// The options of every command that goes to the network.
struct NetworkOptions: ParsableArguments {
    @Option(
        name: .customLong("ca"),
        help: ArgumentHelp(
            "Trust the certificates in this PEM file too (repeatable).", valueName: "file"))
    var authorities: [String] = []

    @Flag(
        name: .customLong("ca-only"), help: "Trust only the files of --ca, not the system's roots.")
    var trustsOnlyGivenAuthorities = false

    @Flag(help: "Go on where a certificate does not verify.")
    var insecure = false

    @Option(
        help: ArgumentHelp(
            "Ask this DNS server instead of the system's.", valueName: "ip[:port]"))
    var resolver: String?

    @Option(
        help: ArgumentHelp(
            "Connect to HOST2:PORT2 where HOST:PORT is meant, as in curl (repeatable).",
            valueName: "host:port:host2:port2"))
    var connectTo: [String] = []

    @Flag(help: "Use IPv4 only.")
    var ipv4 = false

    @Flag(help: "Use IPv6 only.")
    var ipv6 = false

    @Option(
        help: ArgumentHelp("The most seconds that one step may take (10).", valueName: "seconds"),
        transform: ArgumentMistake.seconds)
    var timeout: Double = 10

    @Option(
        help: ArgumentHelp(
            "The most seconds that the whole command may take (no limit).", valueName: "seconds"),
        transform: ArgumentMistake.seconds)
    var deadline: Double?

    @Option(help: ArgumentHelp("The User-Agent to send.", valueName: "text"))
    var userAgent: String = FedctlVersion.userAgent

    @Option(
        help: ArgumentHelp(
            "Connect through this HTTP proxy; names are looked up directly.",
            valueName: "url"))
    var proxy: String?

    @Flag(help: "Say on standard error what is sent (>), received (<) and done (*).")
    var verbose = false

    mutating func validate() throws {
        guard timeout > 0, timeout <= 3_600 else {
            throw ValidationError("--timeout is a number of seconds above 0 and up to 3600")
        }
        if let deadline {
            guard deadline > 0, deadline <= 86_400 else {
                throw ValidationError("--deadline is a number of seconds above 0 and up to 86400")
            }
        }
        if trustsOnlyGivenAuthorities, authorities.isEmpty {
            throw ValidationError("--ca-only needs --ca")
        }
        if ipv4, ipv6 { throw ValidationError("--ipv4 and --ipv6 exclude each other") }
        guard !userAgent.utf8.contains(where: { $0 < 32 || $0 == 127 }) else {
            throw ValidationError("--user-agent holds a control character")
        }
    }

    /// The address families that may be used.
    var families: Set<IPAddress.Family> {
        if ipv4 { return [.v4] }
        return ipv6 ? [.v6] : [.v4, .v6]
    }
}
