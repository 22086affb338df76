/// The times that the specification sets for key documents, in milliseconds.
enum KeyLifetime {
    static let hour: Int64 = 3_600_000
    static let week: Int64 = 7 * 24 * hour

    /// However far ahead a server puts the end, seven days is all that peers grant.
    static func usableUntil(_ validUntil: Int64, now: Int64) -> Int64 {
        let limit = now.addingReportingOverflow(week)
        return min(validUntil, limit.overflow ? .max : limit.partialValue)
    }
}
