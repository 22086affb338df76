/// Writes how long something took.
enum MillisecondText {
    /// `84 ms`, or from ten seconds on `12 s`.
    static func text(_ milliseconds: Double) -> String {
        milliseconds < 10_000
            ? "\(whole(milliseconds)) ms" : "\(whole(milliseconds / 1000)) s"
    }

    /// The nearest whole number, 0 for what is no number of milliseconds.
    static func whole(_ milliseconds: Double) -> Int64 {
        guard milliseconds.isFinite, milliseconds > 0 else { return 0 }
        return Int64(min(milliseconds, 1e15).rounded())
    }
}
