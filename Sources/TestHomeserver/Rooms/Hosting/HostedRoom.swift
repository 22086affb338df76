import FederationCore
import RoomEvents
import RoomState
import Synchronization

/// A room that a virtual server is in, or was.
final class HostedRoom: Sendable {
    /// The room.
    let id: RoomID
    /// Its version.
    let version: RoomVersion
    private let contents: Mutex<Contents>

    private struct Contents {
        var timeline: RoomTimeline
        /// The servers that have joined users, where that is known of the current state.
        var joined: [ServerName: Int]?
        /// The servers that another one said to be in the room, while members are missing from its state.
        var told: Set<ServerName> = []
        /// Why the members that are missing have not been fetched yet.
        var trouble: String?

        /// Counts a membership that may have changed from what it was.
        mutating func count(_ member: UserID?, was: String?) {
            guard let member, joined != nil else { return }
            let change =
                (timeline.membership(of: member) == "join" ? 1 : 0) - (was == "join" ? 1 : 0)
            let sum = (joined?[member.serverName] ?? 0) + change
            joined?[member.serverName] = sum > 0 ? sum : nil
        }

        /// Puts an event to the checks on receipt.
        mutating func receive(_ event: Event, keys: EventKeyTable) -> Receipt {
            let before = timeline.forwardExtremities.map(\.eventID)
            let member = event.member
            let was = member.map(timeline.membership)
            let receipt = timeline.receive(event, keys: keys)
            let after = timeline.forwardExtremities.map(\.eventID)
            if after == [event.eventID], before == event.prevEventIDs {
                // The event came at the one end of the room: no other membership has changed.
                count(member, was: was)
            } else if after != before {
                joined = nil
            }
            return receipt
        }

        /// How many joined users each server has.
        mutating func countedJoined() -> [ServerName: Int] {
            if let joined { return joined }
            let counted = timeline.joinedServers
            joined = counted
            return counted
        }
    }

    /// The room of `timeline`; where members are missing from its state, `told` are the servers that are said
    /// to be in it.
    init(_ timeline: RoomTimeline, told: [ServerName] = []) {
        id = timeline.roomID
        version = timeline.version
        contents = Mutex(
            Contents(timeline: timeline, told: timeline.isPartial ? Set(told) : []))
    }

    /// Looks into the room; nothing happens in it meanwhile.
    func read<Value: Sendable>(_ look: (RoomTimeline) -> Value) -> Value {
        contents.withLock { look($0.timeline) }
    }

    /// Puts an event to the checks on receipt.
    @discardableResult
    func receive(_ event: Event, keys: EventKeyTable) -> Receipt {
        contents.withLock { $0.receive(event, keys: keys) }
    }

    /// Makes an event and puts it to the checks on receipt, with nothing in between.
    func append(
        keys: EventKeyTable, _ make: (RoomTimeline) throws(Refusal) -> Event
    ) throws(Refusal) -> (event: Event, receipt: Receipt) {
        try contents.withLock { contents in
            Result { () throws(Refusal) in
                let event = try make(contents.timeline)
                return (event: event, receipt: contents.receive(event, keys: keys))
            }
        }.get()
    }

    /// Puts an event to the checks on receipt whose state before it was found out elsewhere.
    @discardableResult
    func receive(_ event: Event, stateBefore: [EventID], keys: EventKeyTable) -> Receipt {
        contents.withLock { contents in
            contents.joined = nil
            return contents.timeline.receive(event, stateBefore: stateBefore, keys: keys)
        }
    }

    /// Takes in an event that others stand on, judged by its own auth events alone.
    func addOutlier(_ event: Event, keys: EventKeyTable) {
        _ = contents.withLock { $0.timeline.addOutlier(event, keys: keys) }
    }

    /// Takes in an event of the history before what is here.
    @discardableResult
    func receive(
        past event: Event, stateBefore: [EventID]?, keys: EventKeyTable
    ) -> Receipt {
        contents.withLock {
            $0.timeline.receive(past: event, stateBefore: stateBefore, keys: keys)
        }
    }

    /// Puts the whole state before the join in the place of one from which members are missing.
    func complete(
        with state: [Event], _ authChain: [Event]
    ) throws(RoomTimelineError) {
        try contents.withLock { contents in
            Result { () throws(RoomTimelineError) in
                contents.timeline = try contents.timeline.completed(
                    by: state, authChain: authChain)
                contents.joined = nil
                contents.told = []
                contents.trouble = nil
            }
        }.get()
    }

    /// Why the members that are missing from the state have not been fetched yet; none where none are missing,
    /// or nobody has been asked.
    var trouble: String? { contents.withLock { $0.trouble } }

    /// Takes note why the members that are missing were not fetched.
    func note(trouble: String) { contents.withLock { $0.trouble = trouble } }

    /// The servers that are in the room, or are said to be while members are missing from its state.
    var servers: Set<ServerName> {
        contents.withLock { $0.told.union($0.countedJoined().keys) }
    }

    /// How many joined users each server has.
    var joinedServers: [ServerName: Int] { contents.withLock { $0.countedJoined() } }

    /// The servers that an event has to reach: those that are in the room, or are said to be, and the one whose
    /// user the event takes out of the room.
    func audience(of event: Event) -> Set<ServerName> {
        contents.withLock { contents in
            var servers = contents.told.union(contents.countedJoined().keys)
            if let member = event.member, !servers.contains(member.serverName) {
                let before = contents.timeline.event(
                    StateTuple("m.room.member", member.description), before: event.eventID)
                if before?.membership == "join" { servers.insert(member.serverName) }
            }
            return servers
        }
    }

    /// Whether `server` has a joined user.
    func hasJoined(_ server: ServerName) -> Bool { joinedServers[server] != nil }
}
