import FederationCore
import MatrixJSON
import RoomEvents

extension EndpointHandler {
    /// The policy server, where the server is one.
    static let policy = [
        EndpointHandler("policy-sign") { call throws(Refusal) in
            guard let signer = call.state.policySigner else {
                throw Refusal(404, "M_UNRECOGNIZED", "\(call.server.name) is no policy server")
            }
            let version = try version(of: call, signer)
            let event: Event
            do {
                event = try Event(parsing: call.body?.bytes ?? [], version: version)
            } catch {
                throw Refusal(400, "M_BAD_JSON", "\(error)")
            }
            let verdict = await verify(event, keys: call.verifyKeys)
            guard verdict.isValid else {
                throw Refusal(
                    400, "M_FORBIDDEN", "a hash or a signature of the event is wrong or missing")
            }
            return .json(try signer.sign(event))
        }
    ]

    /// The version of the room of the event in the body, which the server has to protect.
    private static func version(
        of call: EndpointCall, _ signer: PolicySigner
    ) throws(Refusal) -> RoomVersion {
        guard let text = call.body?.root["room_id"]?.string else {
            throw Refusal(400, "M_BAD_JSON", "the event has no 'room_id'")
        }
        // What is no room ID names no room here.
        guard let room = try? RoomID(parsing: text), let origin = call.origin,
            let version = call.state.listing.version(of: room),
            let policy = call.state.listing.policyServer(of: room), signer.isNamed(by: policy)
        else {
            throw Refusal(404, "M_NOT_FOUND", "the room is not protected here")
        }
        guard call.state.listing.admits(origin, to: room) else {
            throw Refusal(
                403, "M_FORBIDDEN", "\(origin) is denied by the access control list of the room")
        }
        return version
    }
}
