public import FoundationEssentials

extension HTTPResponse {
    /// How far the `Date` is ahead of `now`, in seconds; none where there is none, or the answer was stored.
    public func clockOffset(from now: Date) -> Double? {
        guard headers.firstValue(of: "Age") == nil,
            let date = headers.firstValue(of: "Date").flatMap(HTTPDate.parse)
        else { return nil }
        return date.timeIntervalSince(now)
    }
}
