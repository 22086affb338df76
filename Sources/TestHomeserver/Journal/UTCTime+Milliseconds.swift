import FederationCore

extension UTCTime {
    /// As RFC 3339 has it, to the millisecond: `2026-11-29T02:14:07.250Z`.
    var rfc3339ToTheMillisecond: String {
        let remainder = milliseconds % 1_000
        let part = String(remainder < 0 ? remainder + 1_000 : remainder)
        let zeros = String(repeating: "0", count: 3 - part.utf8.count)
        return "\(rfc3339.dropLast()).\(zeros)\(part)Z"
    }
}
