public import FoundationEssentials

/// A moment, as Matrix and people write it: in UTC, without leap seconds, however far away it is.
///
/// Spec: <https://spec.matrix.org/v1.19/#timestamps>
public struct UTCTime: Sendable, Hashable {
    /// Milliseconds since the Unix epoch.
    public let milliseconds: Int64

    private static let day: Int64 = 86_400_000

    /// A moment of Matrix.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// A moment of the system's clock; one beyond what can be counted is the last that can.
    public init(_ date: Date) {
        let counted = (date.timeIntervalSince1970 * 1_000).rounded()
        milliseconds = Int64(exactly: counted) ?? (counted < 0 ? .min : .max)
    }

    /// To the day: `2026-11-29`.
    public var dayText: String {
        // Days are counted from the first of March of the year 0, so that a leap day ends a year.
        let days = Self.floorDivision(milliseconds, by: Self.day).quotient + 719_468
        let (era, dayOfEra) = Self.floorDivision(days, by: 146_097)
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let dayOfMonth = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(dayOfMonth, 2))"
    }

    /// To the second: `2026-11-29 02:14:07 UTC`.
    public var secondText: String { "\(dayText) \(clockText) UTC" }

    /// As RFC 3339 has it, to the second: `2026-11-29T02:14:07Z`.
    public var rfc3339: String { "\(dayText)T\(clockText)Z" }

    /// How long it is from `earlier` until this, in the largest unit that fits: `6 days`, `1 hour`, `20 minutes`.
    ///
    /// A moment that lies before `earlier` was so long ago: `3 days ago`.
    public func span(from earlier: UTCTime) -> String {
        let (difference, overflow) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
        if overflow { return milliseconds < 0 ? "long ago" : "for ever" }
        let words = Self.words(difference.magnitude)
        return difference < 0 ? words + " ago" : words
    }

    private static func words(_ milliseconds: UInt64) -> String {
        let seconds = milliseconds / 1_000
        return switch seconds {
        case 86_400...: counted(seconds / 86_400, "day")
        case 3_600...: counted(seconds / 3_600, "hour")
        case 60...: counted(seconds / 60, "minute")
        default: counted(seconds, "second")
        }
    }

    private static func counted(_ count: UInt64, _ unit: String) -> String {
        count == 1 ? "1 \(unit)" : "\(count) \(unit)s"
    }

    private var clockText: String {
        let seconds = Self.floorDivision(milliseconds, by: Self.day).remainder / 1_000
        return [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { Self.padded($0, 2) }
            .joined(separator: ":")
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number.magnitude)
        let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
        return (number < 0 ? "-" : "") + zeros + digits
    }

    /// The quotient rounded down, and a remainder that is never negative; no number overflows it.
    private static func floorDivision(
        _ number: Int64, by divisor: Int64
    ) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
