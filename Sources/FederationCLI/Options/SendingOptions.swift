import ArgumentParser

/// Whether a request is sent, or only shown.
struct SendingOptions: ParsableArguments {
    @Flag(help: "Show the request and what is signed, and send nothing.")
    var dryRun = false

    @Flag(help: "Print a curl command that sends the request, and send nothing.")
    var curl = false

    mutating func validate() throws {
        if dryRun, curl { throw ValidationError("--dry-run and --curl exclude each other") }
    }

    /// Whether nothing is sent.
    var isDry: Bool { dryRun || curl }
}
