public import MatrixJSON

/// A device of a user, as a file describes it.
public struct DeviceDescription: Sendable, Hashable, Decodable {
    /// The identifier.
    public var id: String
    /// What its owner calls it.
    public var displayName: String?
    /// The device keys, as a client uploads them; none where they are made from the server's seed.
    public var keys: JSONObject?
    /// The one-time keys.
    public var oneTimeKeys: OneTimeKeyDescription
    /// Whether there is a key that is handed out once the others are gone.
    public var hasFallbackKey: Bool

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case id
        case displayName = "display_name"
        case keys
        case oneTimeKeys = "one_time_keys"
        case hasFallbackKey = "fallback_key"
    }

    /// A device; by default it has 50 one-time keys and a fallback key.
    public init(
        id: String, displayName: String? = nil, keys: JSONObject? = nil,
        oneTimeKeys: OneTimeKeyDescription = .made(50), hasFallbackKey: Bool = true
    ) {
        self.id = id
        self.displayName = displayName
        self.keys = keys
        self.oneTimeKeys = oneTimeKeys
        self.hasFallbackKey = hasFallbackKey
    }

    /// Reads the part of a file; only `id` is required.
    ///
    /// Of a device that brings its own keys nobody here has the secrets: nothing is made for it.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        let keys = try members.jsonObject(.keys)
        self.init(
            id: try members.decode(String.self, forKey: .id),
            displayName: try members.decodeIfPresent(String.self, forKey: .displayName), keys: keys,
            oneTimeKeys: try members.decodeIfPresent(
                OneTimeKeyDescription.self, forKey: .oneTimeKeys)
                ?? .made(keys == nil ? 50 : 0),
            hasFallbackKey: try members.decodeIfPresent(Bool.self, forKey: .hasFallbackKey)
                ?? (keys == nil))
        guard keys != nil else { return }
        if case .made(1...) = self.oneTimeKeys {
            throw members.error(
                .oneTimeKeys, "expected the keys themselves, since the device brings its own keys")
        }
        if hasFallbackKey {
            throw members.error(
                .hasFallbackKey, "expected false, since the device brings its own keys")
        }
    }
}
