/// A value of `m.room.power_levels` that is none of what its room version accepts.
struct PowerLevelFault: Sendable, Hashable {
    /// Where it stands, such as `content.users['@a:b.example']`.
    let path: String
    /// What stands there.
    let found: String
    /// What was expected.
    let expected: String

    /// The fault in words.
    var reason: String { "\(path) is \(found), expected \(expected)" }
}
