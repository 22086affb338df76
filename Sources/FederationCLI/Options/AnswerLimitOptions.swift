import ArgumentParser

/// How much of an answer is taken.
struct AnswerLimitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The most bytes that an answer may have, such as 64M, which is the default.",
            valueName: "bytes"), transform: ArgumentMistake.bytes)
    var maxBody: Int = 64 << 20

    mutating func validate() throws {
        guard maxBody > 0, maxBody <= 1 << 30 else {
            throw ValidationError("--max-body is a number of bytes above 0 and up to 1G")
        }
    }
}
