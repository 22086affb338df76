import FederationCore
import RoomEvents
import RoomState

extension ActingServer {
    /// Makes a room as a file describes it, on every server of the process that is in it from its beginning.
    ///
    /// - Throws: 400 `M_ROOM_IN_USE` where there is one of that ID, `M_INVALID_PARAM` where it cannot be made.
    func create(_ description: RoomDescription) throws(Refusal) -> HostedRoom {
        for alias in description.aliases where state.rooms.room(named: alias) != nil {
            throw Refusal(400, "M_ROOM_IN_USE", "\(alias) names another room of \(name)")
        }
        var home = server
        home.content.rooms = [description]
        var maker = RoomMaker(servers: directory, home: home, keys: state.standIns, now: now)
        maker.named = state.rooms.names
        if description.version.rules.createEventNamesRoom {
            maker.taken = Set(state.rooms.all.map(\.id))
        }
        do {
            let hosting = RoomHosting(directory: directory, states: process, now: now)
            for made in try maker.rooms() {
                let timeline = try made.timeline()
                guard state.rooms[timeline.roomID] == nil else {
                    throw Refusal(
                        400, "M_ROOM_IN_USE", "\(name) has the room \(timeline.roomID) already")
                }
                hosting.host(made, timeline, home: home)
                if let room = state.rooms[timeline.roomID] { return room }
            }
        } catch let error as RoomMakingError {
            throw .invalid("\(error)")
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw .invalid("\(error)")
        }
        throw .invalid("there is no room")
    }
}
