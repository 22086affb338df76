import ArgumentParser

/// Which vectors.
struct VectorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            The folder that holds the vectors, in folders v1 to v12; by default Fixtures/events, or \
            what is installed.
            """, valueName: "folder"))
    var vectors: String?

    @Option(
        help: ArgumentHelp(
            "Only those whose name fits, such as 'v11/event-*'.", valueName: "pattern"))
    var only: String?

    /// The vectors.
    func load() throws(CommandFailure) -> [EventVector] {
        let folder = vectors.map { EventVectorFolder(path: $0) } ?? .standard
        return try folder.vectors(matching: only)
    }
}
