extension Duration {
    /// The whole milliseconds, rounded down.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(clamping: seconds.multipliedReportingOverflow(by: 1000).partialValue)
            + Int(attoseconds / 1_000_000_000_000_000)
    }

    /// The time as a message says it: `10 s`, `250 ms`.
    var spelled: String {
        let milliseconds = wholeMilliseconds
        return milliseconds % 1000 == 0 && milliseconds > 0
            ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
    }
}
