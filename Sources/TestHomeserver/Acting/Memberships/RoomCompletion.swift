import FederationCore
import RoomEvents
import RoomParticipation

/// Fetches the members that were left out of the state of a room that was joined.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#joining-rooms>
struct RoomCompletion: Sendable {
    private let room: HostedRoom
    private let joined: JoinedRoom
    private let fetch: RoomFetch
    private let clock: any Sleeping

    init(
        _ room: HostedRoom, _ joined: JoinedRoom, as participant: Participant,
        clock: any Sleeping
    ) {
        self.room = room
        self.joined = joined
        self.clock = clock
        fetch = RoomFetch(room.id, version: room.version, as: participant)
    }

    /// How often every server is asked.
    private static let rounds = 10

    /// Asks the server that let the user in, then the others, until one gives the whole state.
    func run() async {
        let others = joined.serversInRoom.filter { $0 != joined.resident }
        for round in 0..<Self.rounds {
            for server in [joined.resident] + others.prefix(10) {
                guard !Task.isCancelled else { return }
                if await isComplete(from: server) { return }
            }
            // The wait is cut short where the task is cancelled, which is seen above.
            try? await clock.sleep(for: .seconds(1 << round))
        }
    }

    private func isComplete(from server: ServerName) async -> Bool {
        do {
            let whole = try await fetch.state(before: joined.event.eventID, from: server)
            try room.complete(with: whole.state, whole.authChain)
            return true
        } catch {
            // The room stays as it is, and the next server is asked.
            room.note(trouble: "\(error)")
            return false
        }
    }
}
