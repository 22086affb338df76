import ArgumentParser

/// Which vectors.
struct VectorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder that holds the vectors, in folders v1 to v12.", valueName: "folder"))
    var vectors: String = "Fixtures/events"

    @Option(
        help: ArgumentHelp(
            "Only those whose name fits, such as 'v11/event-*'.", valueName: "pattern"))
    var only: String?

    /// The vectors.
    func load() throws(CommandFailure) -> [EventVector] {
        try EventVectorFolder(path: vectors).vectors(matching: only)
    }
}
