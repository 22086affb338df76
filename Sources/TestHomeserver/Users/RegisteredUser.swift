import FederationCore
import MatrixJSON

/// A user of a virtual server.
struct RegisteredUser: Sendable {
    /// The user ID.
    let userID: UserID
    /// The fields of the profile.
    var profile: JSONObject
    /// Whether the profile is kept from other servers.
    var hidesProfile: Bool
    /// The devices, in the order in which they came.
    var devices: [RegisteredDevice]
    /// The cross-signing keys.
    var crossSigning: CrossSigningKeys?
    /// The number of the last change of the devices.
    var streamID: Int64
    /// The number of the last change that others were told; none where they were told nothing yet.
    var announcedID: Int64?

    /// A user of whom nothing but the name is known.
    init(_ userID: UserID) {
        self.userID = userID
        profile = [:]
        hidesProfile = false
        devices = []
        streamID = 0
    }

    /// The user that a file describes, with keys that `seed` makes.
    init(
        _ description: UserDescription, _ userID: UserID, seed: SigningSeed
    ) throws(UserContentError) {
        self.userID = userID
        hidesProfile = description.hidesProfile
        profile = description.profile
        if let name = description.displayName { profile["displayname"] = .string(name) }
        if let address = description.avatarURL {
            guard address.utf8.starts(with: "mxc://".utf8) else {
                throw .badAvatar(userID, address)
            }
            profile["avatar_url"] = .string(address)
        }
        crossSigning =
            description.crossSigns ? try CrossSigningKeys(of: userID, seed: seed) : nil
        devices = []
        for device in description.devices {
            guard !devices.contains(where: { $0.isNamed(device.id) }) else {
                throw .repeatedDevice(userID, device.id)
            }
            devices.append(
                try RegisteredDevice(device, of: userID, crossSigning: crossSigning, seed: seed))
        }
        streamID = Int64(devices.count)
    }

    /// The devices that came, changed or went, as others see them.
    func devicesChanged(from former: RegisteredUser?) -> [String] {
        let before = former?.devices ?? []
        let present = devices.filter { device in
            !before.contains {
                $0.isNamed(device.id) && $0.keys == device.keys
                    && $0.displayName == device.displayName
            }
        }
        let gone = before.filter { device in !devices.contains { $0.isNamed(device.id) } }
        return (present + gone).map(\.id)
    }
}
