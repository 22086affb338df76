/// What a user of another server does to a room by its servers' leave; the raw value is the membership.
enum MembershipAct: String, Sendable, Hashable, CaseIterable {
    /// Coming in.
    case join
    /// Asking to be invited.
    case knock
    /// Going, or declining.
    case leave
}
