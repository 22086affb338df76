import FederationCore
import MatrixJSON

extension EndpointHandler {
    /// Tokens, devices and encryption keys of users.
    static let users = [
        EndpointHandler("openid-userinfo") { call throws(Refusal) in
            let token = call.queryValue("access_token") ?? ""
            guard let owner = call.state.users.owner(ofToken: token, now: call.now) else {
                throw Refusal(401, "M_UNKNOWN_TOKEN", "the token is not known, or has expired")
            }
            return .json(["sub": .string(owner.description)])
        },
        EndpointHandler("user-devices") { call throws(Refusal) in
            guard let user = call.user(named: call.argument("userId") ?? "") else {
                throw call.missing("user")
            }
            return .json(DeviceKeyAnswers(call).devices(of: user))
        },
        EndpointHandler("keys-claim") { call throws(Refusal) in
            .json(try DeviceKeyAnswers(call).claimed())
        },
        EndpointHandler("keys-query") { call throws(Refusal) in
            .json(try DeviceKeyAnswers(call).queried())
        },
    ]
}

extension EndpointCall {
    /// The user of that name, where they are a user of the server that is asked.
    ///
    /// Who was in its rooms from their start is one too, with nothing but a name.
    func user(named text: String) -> RegisteredUser? {
        // What is no user ID is nobody's.
        guard let userID = try? UserID(parsing: text) else { return nil }
        if let user = state.users.user(userID) { return user }
        return state.rooms.hasUser(userID) ? RegisteredUser(userID) : nil
    }
}
