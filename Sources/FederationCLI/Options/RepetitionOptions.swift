import ArgumentParser

/// Whether a request is sent many times.
struct RepetitionOptions: ParsableArguments {
    @Option(
        name: .customLong("repeat"),
        help: ArgumentHelp(
            "Send it so many times over kept connections, signed anew each time, and count the answers.",
            valueName: "count"))
    var count: Int?

    @Option(
        help: ArgumentHelp(
            "With --repeat, how many are under way at once (1).", valueName: "count"))
    var parallel: Int?

    mutating func validate() throws {
        if let count, !(1...10_000_000).contains(count) {
            throw ValidationError("--repeat is a number from 1 to 10000000")
        }
        if let parallel {
            guard count != nil else { throw ValidationError("--parallel is for --repeat") }
            guard (1...1_000).contains(parallel) else {
                throw ValidationError("--parallel is a number from 1 to 1000")
            }
        }
    }
}
