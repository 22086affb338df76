/// A level that an `m.room.power_levels` event adds, changes or removes.
struct PowerLevelChange: Sendable {
    /// Where it stands, such as `content.users['@a:b.example']`.
    let path: String
    /// The user, type of event or name of the level.
    let name: String
    /// What it was; none where it is added.
    let current: PowerLevel?
    /// What it becomes; none where it is removed.
    let new: PowerLevel?
}
