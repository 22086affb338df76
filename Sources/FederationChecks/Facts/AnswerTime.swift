/// How many milliseconds an answer may take.
enum AnswerTime {
    /// What is slow.
    static let late = 2000.0
    /// What is so slow that peers are about to give up: they do after 10 seconds.
    static let lost = 8000.0
}
