import FederationCore
import RoomEvents
import RoomState

/// Gives every virtual server the rooms that it has from its start.
struct RoomHosting {
    /// The servers.
    let directory: ServerDirectory
    /// What each of them has.
    let states: [ServerName: ServerState]
    /// The time, in milliseconds since the Unix epoch.
    let now: Int64

    /// Makes the rooms of `server` and puts them into every server of the process that is in them.
    func begin(on server: VirtualServer) throws(RoomMakingError) {
        let maker = RoomMaker(servers: directory, home: server, now: now)
        for room in try maker.rooms() {
            host(room, try room.timeline(), home: server)
        }
        for (number, dump) in server.content.dumps.enumerated() {
            host(try DumpedRoom(dump, number: number + 1).timeline(), home: server)
        }
    }

    /// Puts a room that was made into every server of the process that is in it.
    func host(_ room: MadeRoom, _ timeline: RoomTimeline, home: VirtualServer) {
        host(timeline, home: home)
        let rooms = states[home.name]?.rooms
        rooms?.setName(room.name, of: timeline.roomID)
        for alias in room.aliases { rooms?.setAlias(alias, of: timeline.roomID) }
        if room.isListed { rooms?.list(timeline.roomID) }
    }

    private func host(_ timeline: RoomTimeline, home: VirtualServer) {
        let joined = timeline.joinedServers
        for (name, state) in states where joined[name] != nil || name == home.name {
            // The value is shared until one of the servers changes it.
            state.rooms.add(HostedRoom(timeline))
            for member in timeline.members where member.user.serverName == name {
                state.rooms.addUser(member.user)
            }
        }
    }
}
