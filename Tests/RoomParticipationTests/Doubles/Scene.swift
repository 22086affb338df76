import FederationCore
import RoomEvents
import RoomParticipation
import TestSupport

/// The server `us.example`, and the servers that it asks.
struct Scene {
    let federation: CannedFederation
    let keys = CannedKeys()
    let participant: Participant

    /// The name under which `us.example` is known.
    static let ownName = Result { try ServerName(parsing: "us.example") }

    init(_ residents: CannedResident...) throws {
        federation = CannedFederation { (request) throws(FederationRequestError) in
            for resident in residents
            where request.destination.description == resident.name {
                return try resident.respond(to: request)
            }
            throw .noDestination(request.destination, steps: [])
        }
        let name = try Self.ownName.get()
        participant = Participant(
            identity: FederationIdentity(serverName: name, key: try CannedKeys.key(of: name)),
            federation: federation, verifyKeys: keys, time: FixedTime(now: Moment.now))
    }

    /// What was asked, by operation.
    var operations: [String] { federation.journal.compactMap(\.operation) }

    /// Asks to join the room of a resident.
    func join(
        _ room: CannedRoom, through servers: [String] = ["resident.example"],
        versions: [RoomVersion] = RoomVersion.all, omitsMembers: Bool = false,
        limits: ParticipationLimits = ParticipationLimits()
    ) async throws -> JoinedRoom {
        try await JoinExchange(as: participant, limits: limits).join(
            JoinRequest(
                room.roomID, as: UserID(parsing: CannedRoom.user),
                through: servers.map { try ServerName(parsing: $0) }, versions: versions,
                omitsMembers: omitsMembers))
    }
}
