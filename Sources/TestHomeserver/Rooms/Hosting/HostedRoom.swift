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

        /// Counts a membership that may have changed from what it was.
        mutating func count(_ member: UserID?, was: String?) {
            guard let member, joined != nil else { return }
            let change =
                (timeline.membership(of: member) == "join" ? 1 : 0) - (was == "join" ? 1 : 0)
            let sum = (joined?[member.serverName] ?? 0) + change
            joined?[member.serverName] = sum > 0 ? sum : nil
        }
    }

    /// The room of `timeline`.
    init(_ timeline: RoomTimeline) {
        id = timeline.roomID
        version = timeline.version
        contents = Mutex(Contents(timeline: timeline))
    }

    /// Looks into the room; nothing happens in it meanwhile.
    func read<Value: Sendable>(_ look: (RoomTimeline) -> Value) -> Value {
        contents.withLock { look($0.timeline) }
    }

    /// Puts an event to the checks on receipt.
    @discardableResult
    func receive(_ event: Event, keys: EventKeyTable) -> Receipt {
        contents.withLock { contents in
            let before = contents.timeline.forwardExtremities.map(\.eventID)
            let member = event.member
            let was = member.map(contents.timeline.membership)
            let receipt = contents.timeline.receive(event, keys: keys)
            let after = contents.timeline.forwardExtremities.map(\.eventID)
            if after == [event.eventID], before == event.prevEventIDs {
                // The event came at the one end of the room: no other membership has changed.
                contents.count(member, was: was)
            } else if after != before {
                contents.joined = nil
            }
            return receipt
        }
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

    /// How many joined users each server has.
    var joinedServers: [ServerName: Int] {
        contents.withLock { contents in
            if let joined = contents.joined { return joined }
            let joined = contents.timeline.joinedServers
            contents.joined = joined
            return joined
        }
    }

    /// Whether `server` has a joined user.
    func hasJoined(_ server: ServerName) -> Bool { joinedServers[server] != nil }
}
