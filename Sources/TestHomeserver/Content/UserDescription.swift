public import MatrixJSON

/// A user of a virtual server, as a file describes them.
public struct UserDescription: Sendable, Hashable, Decodable {
    /// What stands between `@` and the colon.
    public var name: String
    /// What others call them.
    public var displayName: String?
    /// The `mxc` address of their picture.
    public var avatarURL: String?
    /// Further fields of the profile, such as `m.tz`.
    public var profile: JSONObject
    /// Whether the profile is kept from other servers.
    public var hidesProfile: Bool
    /// Whether they have cross-signing keys, with which every made device is signed too.
    public var crossSigns: Bool
    /// Their devices.
    public var devices: [DeviceDescription]
    /// Tokens that tell other servers who they are.
    public var openIDTokens: [OpenIDTokenDescription]

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case name
        case displayName = "displayname"
        case avatarURL = "avatar_url"
        case profile
        case hidesProfile = "hide_profile"
        case crossSigns = "cross_signing"
        case devices
        case openIDTokens = "openid_tokens"
    }

    /// A user; by default a name and nothing else.
    public init(
        name: String, displayName: String? = nil, avatarURL: String? = nil,
        profile: JSONObject = [:], hidesProfile: Bool = false, crossSigns: Bool = false,
        devices: [DeviceDescription] = [], openIDTokens: [OpenIDTokenDescription] = []
    ) {
        self.name = name
        self.displayName = displayName
        self.avatarURL = avatarURL
        self.profile = profile
        self.hidesProfile = hidesProfile
        self.crossSigns = crossSigns
        self.devices = devices
        self.openIDTokens = openIDTokens
    }

    /// Reads the part of a file; only `name` is required.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        name = try members.decode(String.self, forKey: .name)
        displayName = try members.decodeIfPresent(String.self, forKey: .displayName)
        avatarURL = try members.decodeIfPresent(String.self, forKey: .avatarURL)
        profile = try members.jsonObject(.profile) ?? [:]
        hidesProfile = try members.decodeIfPresent(Bool.self, forKey: .hidesProfile) ?? false
        crossSigns = try members.decodeIfPresent(Bool.self, forKey: .crossSigns) ?? false
        devices = try members.list(.devices)
        openIDTokens = try members.list(.openIDTokens)
    }
}
