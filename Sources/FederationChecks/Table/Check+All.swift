public import Findings

extension Check {
    /// Every check, in the order of a report: what the name leads to first, then what answers
    /// there.
    public static let all: [Check] =
        name + wellKnown + documents + dns + expectations + tls + version + keys + proxy + routes
        + authorization + answers + media + reach + notary

    /// The check that is called `id`.
    public static func named(_ id: CheckID) -> Check? {
        all.first { $0.id == id }
    }
}
