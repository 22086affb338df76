import FederationCore
import MatrixJSON
import RoomEvents

/// What a server has in a room, asked for by its operations that only read.
struct RoomView: Sendable {
    let client: FederationClient
    let server: ServerName
    let identity: FederationIdentity
    let room: RoomID
    private let ends: Result<RoomEnds, RoomViewError>
    private let history: Result<RoomHistory, RoomViewError>

    /// Asks for the ends of the room, and for its history from there.
    init(
        _ place: EventSighting.Place, by client: FederationClient, on server: ServerName,
        signedBy identity: FederationIdentity
    ) async {
        self.client = client
        self.server = server
        self.identity = identity
        room = place.room
        let asking = Asking(client: client, server: server, identity: identity, room: place.room)
        do throws(RoomViewError) {
            let ends = try await asking.ends(for: place.user)
            self.ends = .success(ends)
            do throws(RoomViewError) {
                history = .success(
                    try await asking.history(before: ends.eventIDs, version: ends.version))
            } catch {
                history = .failure(error)
            }
        } catch {
            ends = .failure(error)
            history = .failure(error)
        }
    }

    /// Whether an event that the server handed out is part of the room there.
    func judged(_ sighting: EventSighting, version: RoomVersion?) async -> FoundEvent {
        let doubt: String
        switch (ends, history) {
        case (.success(let ends), .success(let history)):
            if ends.eventIDs.contains(sighting.eventID)
                || history.eventIDs.contains(sighting.eventID)
            {
                return sighting.found(isPart: true)
            }
            if !ends.mayBeMore, history.reaches(sighting.depth) {
                return sighting.found(isPart: false)
            }
            doubt =
                ends.mayBeMore
                ? "the room has \(ends.eventIDs.count) ends there or more, and not all are named"
                : "it is older than the history that was looked at"
        case (.success(let ends), .failure(let error)):
            if ends.eventIDs.contains(sighting.eventID) { return sighting.found(isPart: true) }
            doubt = "\(error)"
        case (.failure(let error), _):
            doubt = "\(error)"
        }
        return await leftOut(sighting, version: version) ? .rejected : sighting.unplaced(doubt)
    }

    /// Whether the server leaves the event out of the history that ends with it.
    ///
    /// That it is in there would prove nothing: it was named in the question.
    private func leftOut(_ sighting: EventSighting, version: RoomVersion?) async -> Bool {
        // The version in which the server has the room counts for more than what was said here.
        let known = (try? ends.get().version) ?? version
        guard let known else { return false }
        let asking = Asking(client: client, server: server, identity: identity, room: room)
        do throws(RoomViewError) {
            let history = try await asking.history(before: [sighting.eventID], version: known)
            return !history.eventIDs.contains(sighting.eventID)
        } catch {
            // Who does not say leaves the doubt as it is.
            return false
        }
    }
}

extension RoomView {
    /// The questions.
    private struct Asking {
        let client: FederationClient
        let server: ServerName
        let identity: FederationIdentity
        let room: RoomID

        /// The ends of the room, as the template of an event of `user` names them.
        func ends(for user: UserID) async throws(RoomViewError) -> RoomEnds {
            let parameters = [
                RequestParameter("roomId", "\(room)"), RequestParameter("userId", "\(user)"),
            ]
            do throws(RoomViewError) {
                return try RoomEnds(template: await answer("make-leave", parameters))
            } catch {
                // Who is not in the room leaves nothing, and may join.
                let versions = RoomVersion.all.map { RequestParameter("ver", $0.identifier) }
                let join = try? await answer("make-join", parameters + versions)
                guard let join else { throw error }
                return try RoomEnds(template: join)
            }
        }

        /// The history of the room from some events back, those among it.
        func history(
            before eventIDs: [EventID], version: RoomVersion
        ) async throws(RoomViewError) -> RoomHistory {
            let parameters =
                [
                    RequestParameter("roomId", "\(room)"),
                    RequestParameter("limit", "\(RoomHistory.maximum)"),
                ] + eventIDs.map { RequestParameter("v", "\($0)") }
            return try RoomHistory(await answer("backfill", parameters), of: version)
        }

        private func answer(
            _ operation: String, _ parameters: [RequestParameter]
        ) async throws(RoomViewError) -> JSONElement {
            guard let endpoint = Endpoint.named(operation) else {
                throw .unreadable("the table of endpoints has no row '\(operation)'")
            }
            do {
                let exchange = try await client.send(
                    FederationRequest(endpoint, to: server, parameters: parameters),
                    signedBy: identity)
                if let refusal = exchange.refusal {
                    throw RoomViewError.refused(operation: operation, "\(refusal)")
                }
                return try JSONDocument(parsing: exchange.response.body, numbers: .preserving).root
            } catch let error as RoomViewError {
                throw error
            } catch {
                throw .refused(operation: operation, "\(error)")
            }
        }
    }
}
