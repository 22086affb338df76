public import FoundationEssentials

extension HTTPDate {
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]

    /// `date` in the form that servers send, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    public static func text(of date: Date) -> String {
        let seconds = date.timeIntervalSince1970.rounded(.down)
        let moment = UTCTime(milliseconds: Int64(seconds) * 1_000)
        let parts = moment.rfc3339.split { "-T:Z".contains($0) }.map(String.init)
        // The first day of the epoch was a Thursday.
        let days = Int((seconds / 86_400).rounded(.down))
        let weekday = weekdays[(days % 7 + 7) % 7]
        guard parts.count == 6, let month = Int(parts[1]) else { return "" }
        return "\(weekday), \(parts[2]) \(months[month - 1]) \(parts[0]) "
            + "\(parts[3]):\(parts[4]):\(parts[5]) GMT"
    }
}
