import FederationCore
import MatrixJSON
import RoomEvents

extension EndpointCall {
    /// Who signed the request, which the row demands.
    var signedOrigin: ServerName {
        get throws(Refusal) {
            guard let origin else {
                throw Refusal(401, "M_UNAUTHORIZED", "the request is not signed")
            }
            return origin
        }
    }

    /// The room of the path, where this server has it.
    var hostedRoom: HostedRoom {
        get throws(Refusal) {
            // What is no room ID names no room.
            guard let id = try? RoomID(parsing: argument("roomId") ?? ""),
                let room = state.rooms[id]
            else { throw missing("room") }
            return room
        }
    }

    /// The room of the path, whether it is here or not.
    var roomID: RoomID {
        get throws(Refusal) {
            do {
                return try RoomID(parsing: argument("roomId") ?? "")
            } catch {
                throw .invalid("'roomId': \(error)")
            }
        }
    }

    /// The answer for an event that is not here.
    var missingEvent: Refusal {
        Refusal(404, "M_NOT_FOUND", "there is no such event here")
    }
}

extension Refusal {
    /// What is refused because a value in it is wrong.
    static func invalid(_ message: String) -> Refusal {
        Refusal(400, "M_INVALID_PARAM", message)
    }

    /// What is refused because it is not allowed.
    static func forbidden(_ message: String) -> Refusal {
        Refusal(403, "M_FORBIDDEN", message)
    }

    /// A room of a version that the other side does not know.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/client-server-api/#other-error-codes>
    static func incompatible(_ version: String, _ message: String) -> Refusal {
        var refusal = Refusal(400, "M_INCOMPATIBLE_ROOM_VERSION", message)
        refusal.details = ["room_version": .string(version)]
        return refusal
    }
}
