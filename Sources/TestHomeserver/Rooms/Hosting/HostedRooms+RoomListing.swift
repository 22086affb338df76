import FederationCore
import RoomEvents
import RoomState

extension HostedRooms: RoomListing {
    func publishedRooms() -> [RoomSummary] {
        let listed = listed
        return all.filter { listed.contains($0.id) }.map { $0.read(\.summary) }
    }

    func version(of room: RoomID) -> RoomVersion? { self[room]?.read(\.version) }

    func summary(of room: RoomID) -> RoomSummary? { self[room]?.read(\.summary) }

    func joinedServers(in room: RoomID) -> [ServerName] {
        (self[room]?.joinedServers.keys).map {
            $0.sorted { $0.description < $1.description }
        } ?? []
    }

    func hasMember(of server: ServerName, in room: RoomID) -> Bool {
        guard let room = self[room] else { return false }
        return room.hasJoined(server)
            || room.read { timeline in
                timeline.members.contains {
                    $0.user.serverName == server && $0.event.membership == "invite"
                }
            }
    }

    func isJoined(_ user: UserID, in room: RoomID) -> Bool {
        self[room]?.read { $0.membership(of: user) } == "join"
    }

    func sharesRoom(with user: UserID) -> Bool {
        all.contains { room in
            room.hasJoined(server) && room.read { $0.membership(of: user) } == "join"
        }
    }

    func admits(_ server: ServerName, to room: RoomID) -> Bool {
        self[room]?.read { $0.admits(server) } ?? true
    }

    func policyServer(of room: RoomID) -> PolicyServer? {
        guard let room = self[room], let policy = room.read({ $0.namedPolicyServer }),
            room.hasJoined(policy.server)
        else { return nil }
        return policy
    }
}
