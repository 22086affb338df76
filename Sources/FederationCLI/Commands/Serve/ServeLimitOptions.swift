import ArgumentParser
import TestHomeserver

/// How much clients of the embedded homeserver may take.
struct ServeLimitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The most connections at a time; one more is closed at once.",
            valueName: "number"))
    var maxConnections = ServerLimits().connections

    @Option(
        help: ArgumentHelp(
            "The most bytes of a request's header lines; more are 431 (128K).", valueName: "bytes"),
        transform: ArgumentMistake.bytes)
    var maxHeaderBytes = ServerLimits().headerBytes

    @Option(
        help: ArgumentHelp(
            "The most bytes of a request's body; more are 413 (16M).", valueName: "bytes"),
        transform: ArgumentMistake.bytes)
    var maxBody = ServerLimits().bodyBytes

    @Option(
        help: ArgumentHelp(
            "The most bytes of the bodies of all connections; more are 503 (256M).",
            valueName: "bytes"),
        transform: ArgumentMistake.bytes)
    var maxHeldBodies = ServerLimits().heldBodyBytes

    @Option(
        help: ArgumentHelp(
            "The most seconds without a whole request head (60).", valueName: "seconds"),
        transform: ArgumentMistake.seconds)
    var idleTimeout: Double = 60

    @Option(
        help: ArgumentHelp(
            "The most seconds for a body to come and an answer to leave (60).",
            valueName: "seconds"),
        transform: ArgumentMistake.seconds)
    var transferTimeout: Double = 60

    mutating func validate() throws {
        guard (1...100_000).contains(maxConnections) else {
            throw ValidationError("--max-connections is a number from 1 to 100000")
        }
        guard (256...(16 << 20)).contains(maxHeaderBytes) else {
            throw ValidationError("--max-header-bytes is a number of bytes from 256 to 16M")
        }
        guard maxBody <= maxHeldBodies else {
            throw ValidationError("--max-body is no more than --max-held-bodies")
        }
        for (name, value) in [("idle", idleTimeout), ("transfer", transferTimeout)] {
            guard value >= 0.001, value <= 86_400 else {
                throw ValidationError(
                    "--\(name)-timeout is a number of seconds above 0 and up to 86400")
            }
        }
    }

    /// The limits as the homeserver takes them.
    var limits: ServerLimits {
        ServerLimits(
            connections: maxConnections, headerBytes: maxHeaderBytes, bodyBytes: maxBody,
            heldBodyBytes: maxHeldBodies,
            idleTimeout: .milliseconds(Int(idleTimeout * 1_000)),
            transferTimeout: .milliseconds(Int(transferTimeout * 1_000)))
    }
}
