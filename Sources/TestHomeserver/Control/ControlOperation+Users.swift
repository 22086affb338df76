import FederationCore
import MatrixJSON

extension ControlOperation {
    /// The users of the process.
    static let users: [ControlOperation] = [
        .post(
            "set-user", "adds a user, or changes one: what is left out stays as it is",
            [
                .required("name", .text, "what stands between @ and the colon"),
                .optional("displayname", .text, "what others call them"),
                .optional("avatar_url", .text, "the mxc address of their picture"),
                .optional("profile", .object, "further fields of the profile"),
                .optional("hide_profile", .boolean, "whether it is kept from other servers"),
                .optional("cross_signing", .boolean, "whether they have cross-signing keys"),
                .optional("devices", .objects, "their devices, each as in the file of --rooms"),
                .optional(
                    "openid_tokens", .json,
                    "tokens that tell other servers who they are: a text, or a list as in the "
                        + "file of --rooms"),
            ],
            answer:
                "user, profile, devices and stream_id, as others see them; to, the servers that "
                + "are told of changed devices"
        ) { call throws(Refusal) in
            var given = call.arguments
            // Which server is meant is no part of the description.
            given["server"] = nil
            if let token = call.text("openid_tokens") {
                given["openid_tokens"] = [.string(token)]
            }
            let register = call.state.users
            var description = try ControlCall.decode(UserDescription.self, from: given)
            let former: RegisteredUser?
            let user: RegisteredUser
            do {
                let userID = try register.userID(named: description.name)
                if let former = register.description(of: userID) {
                    description.keep(of: former) { given[$0] == nil }
                }
                former = register.user(userID)
                user = try register.set(description, now: call.now)
            } catch {
                throw Refusal(400, "M_BAD_JSON", "\(error)")
            }
            let told = try call.acting.announceChanges(of: user.userID, from: former)
            var json = (register.user(user.userID) ?? user).json
            json["to"] = .array(told.map { .string($0.description) })
            return json
        },
        .post(
            "remove-user", "takes a user out; they stay in their rooms",
            [.required("name", .text, "what stands between @ and the colon")],
            answer: "to, the servers that are told that the devices are gone"
        ) { call throws(Refusal) in
            let name = call.text("name") ?? ""
            let register = call.state.users
            // What is no name is nobody's.
            guard let userID = try? register.userID(named: name),
                let former = register.dropDevices(of: userID)
            else { throw call.unknown("user", "'\(name)'") }
            let told = try call.acting.announceChanges(of: userID, from: former)
            register.remove(userID)
            return ["to": .array(told.map { .string($0.description) })]
        },
    ]
}

extension UserDescription {
    /// Takes over what a former description says of what is left out.
    fileprivate mutating func keep(of former: UserDescription, where isLeftOut: (String) -> Bool) {
        if isLeftOut("displayname") { displayName = former.displayName }
        if isLeftOut("avatar_url") { avatarURL = former.avatarURL }
        if isLeftOut("profile") { profile = former.profile }
        if isLeftOut("hide_profile") { hidesProfile = former.hidesProfile }
        if isLeftOut("cross_signing") { crossSigns = former.crossSigns }
        if isLeftOut("devices") { devices = former.devices }
        if isLeftOut("openid_tokens") { openIDTokens = former.openIDTokens }
    }
}

extension RegisteredUser {
    /// The user for machines.
    fileprivate var json: JSONObject {
        [
            "user": .string(userID.description), "profile": .object(profile),
            "devices": .array(devices.map { .string($0.id) }), "stream_id": .integer(streamID),
        ]
    }
}
