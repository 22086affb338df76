/// Why a document is no event of the room version.
public struct EventFormatError: Error, Hashable, CustomStringConvertible {
    /// The room version whose rules it breaks.
    public let version: RoomVersion
    /// Everything that is wrong; never empty.
    public let violations: [EventViolation]

    /// The first thing that is wrong.
    public var first: EventViolation { violations[0] }

    init(version: RoomVersion, violations: [EventViolation]) {
        precondition(!violations.isEmpty, "an error is about something")
        self.version = version
        self.violations = violations
    }

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        let others = violations.count - 1
        let more = others == 0 ? "" : " (and \(others) more)"
        return "no event of room version \(version): \(first)\(more)"
    }
}
