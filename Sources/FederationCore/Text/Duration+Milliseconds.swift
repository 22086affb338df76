extension Duration {
    /// The duration in milliseconds.
    public var milliseconds: Double { self / .milliseconds(1) }

    /// The whole milliseconds, without what is left; the largest number where they are too many to count.
    public var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        let (sum, carry) = whole.addingReportingOverflow(attoseconds / 1_000_000_000_000_000)
        return overflow || carry ? (seconds < 0 ? .min : .max) : Int(sum)
    }

    /// The duration as a message says it: `10 s`, `2.5 s`, `250 ms`.
    public var words: String {
        let whole = wholeMilliseconds
        guard whole >= 1000, whole.isMultiple(of: 100) else { return "\(whole) ms" }
        let tenth = whole / 100 % 10
        return tenth == 0 ? "\(whole / 1000) s" : "\(whole / 1000).\(tenth) s"
    }
}
