public import FederationCore
public import MatrixJSON
public import RoomEvents

/// A room as a file describes it.
///
/// Its events are made and signed when the server starts, so that all who act in it are users of the
/// virtual servers of the process; others can be invited or banned.
public struct RoomDescription: Sendable, Hashable {
    /// What the file calls it; before room version 12, what stands between `!` and the server name too.
    public var id: String
    /// The version.
    public var version: RoomVersion
    /// Who made it; none takes the first member of the server who is joined.
    public var creator: UserID?
    /// Further creators, since room version 12.
    public var additionalCreators: [UserID] = []
    /// Whether users of other servers may take part.
    public var isFederated = true
    /// The type, such as `m.space`.
    public var type: String?
    /// Who may join.
    public var joinRule = JoinRule.public
    /// The rooms whose members may join where the rule is a restricted one: names of the file, or room IDs.
    public var allow: [String] = []
    /// Who is, or was, in it.
    public var members: [MemberDescription] = []
    /// How many further users of the server are in it, `@member1` and so on.
    public var crowd = 0
    /// What is laid over the default content of `m.room.power_levels`, member by member.
    public var powerLevels = JSONObject()
    /// The name.
    public var name: String?
    /// The topic.
    public var topic: String?
    /// Who may read what was said when.
    public var historyVisibility = HistoryVisibility.shared
    /// The algorithm of end-to-end encryption; none where it is not encrypted.
    public var encryption: String?
    /// Its aliases; the first one is the canonical one.
    public var aliases: [RoomAlias] = []
    /// Whether the directory of the server lists it.
    public var isListed = false
    /// Which servers may take part; none lets all.
    public var accessList: AccessListDescription?
    /// The policy server.
    public var policy: PolicyDescription?
    /// The rooms in it, where it is a space.
    public var children: [ChildDescription] = []
    /// Further state, in order.
    public var state: [EventDescription] = []
    /// What is said in it, in order, after everything else but access list and policy.
    public var messages: [EventDescription] = []
    /// The `origin_server_ts` of the first event, in milliseconds; none is a day before the start.
    public var begins: Int64?
    /// How many milliseconds each event is later than the one before.
    public var interval: Int64 = 1_000

    /// A public room without members.
    public init(id: String, version: RoomVersion) {
        self.id = id
        self.version = version
    }

    /// Who may join; the raw value is that of `m.room.join_rules`.
    public enum JoinRule: String, Sendable, Hashable, CaseIterable {
        /// Everyone.
        case `public`
        /// Who is invited.
        case invite
        /// Who is invited, and others may ask to be.
        case knock
        /// Members of other rooms, and who is invited.
        case restricted
        /// Members of other rooms, and who is invited; others may ask to be.
        case knockRestricted = "knock_restricted"
        /// Nobody that a rule would let in.
        case `private`

        /// Whether members of other rooms may join.
        var isRestricted: Bool { self == .restricted || self == .knockRestricted }
    }

    /// Who may read what; the raw value is that of `m.room.history_visibility`.
    public enum HistoryVisibility: String, Sendable, Hashable, CaseIterable {
        /// Everyone may read everything.
        case worldReadable = "world_readable"
        /// Members may read everything.
        case shared
        /// Members may read what was said since they were invited.
        case invited
        /// Members may read what was said since they joined.
        case joined
    }
}
