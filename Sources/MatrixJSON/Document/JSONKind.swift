/// The kinds of values that JSON has.
public enum JSONKind: UInt8, Sendable, Hashable, CaseIterable {
    /// `{…}`
    case object
    /// `[…]`
    case array
    /// `"…"`
    case string
    /// A number of any form.
    case number
    /// `true` or `false`.
    case boolean
    /// `null`
    case null
}
