/// The units that servers write times in, by mistake or not.
enum TimeUnit {
    case seconds
    case microseconds

    /// The unit that a time must be in to lie within twenty years of `now`, where it does not as
    /// milliseconds.
    static func guess(_ time: Int64, now: Int64) -> TimeUnit? {
        let span: Int64 = 20 * 365 * 24 * KeyLifetime.hour
        let range = (now - span)...(now + span)
        guard !range.contains(time) else { return nil }
        let (asSeconds, overflow) = time.multipliedReportingOverflow(by: 1000)
        if !overflow, range.contains(asSeconds) { return .seconds }
        return range.contains(time / 1000) ? .microseconds : nil
    }
}
