import FederationCore
import MatrixJSON
public import RoomEvents

/// A line of history in a generated room: where it ends, and the state that its events made.
public struct RoomBranch: Sendable {
    /// The last events.
    public var tips: [Event]
    /// The state, by type and state key.
    private var events: [String: Event] = [:]

    /// A line without events.
    public init() {
        tips = []
    }

    /// The state, in no order.
    public var state: [Event] { Array(events.values) }

    /// The state event of a type and a state key.
    public subscript(type: String, stateKey: String) -> Event? {
        events[type + "\u{0}" + stateKey]
    }

    /// The line with one event more.
    public mutating func append(_ event: Event) {
        tips = [event]
        if let key = event.stateKey { events[event.type + "\u{0}" + key] = event }
    }

    /// The line that goes on after this one and `other`, with the later event where they differ.
    public func merged(with other: RoomBranch) -> RoomBranch {
        var merged = self
        let known = Set(tips.map(\.eventID))
        merged.tips += other.tips.filter { !known.contains($0.eventID) }
        merged.events.merge(other.events) { one, other in
            one.originServerTS >= other.originServerTS ? one : other
        }
        return merged
    }

    /// What the state says of a user's membership.
    public func membership(of user: String) -> String? {
        self["m.room.member", user]?.content["membership"]?.string
    }
}
