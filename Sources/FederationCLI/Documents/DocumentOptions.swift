import ArgumentParser

/// The input of every command that reads documents.
struct DocumentOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The file; none, or '-', is standard input.", valueName: "file"))
    var file: String?

    @Flag(
        help: ArgumentHelp(
            """
            Read one document a line and print one line for each, in the same order; a line that is \
            no document gives 'error: …' in its place.
            """))
    var ndjson = false

    /// The input.
    var input: InputFile { InputFile(file) }
}
