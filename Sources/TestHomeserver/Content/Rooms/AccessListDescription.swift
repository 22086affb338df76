/// Which servers may take part in a described room.
///
/// Spec: <https://spec.matrix.org/v1.19/client-server-api/#mroomserver_acl>
public struct AccessListDescription: Sendable, Hashable {
    /// Patterns of names that may.
    public var allow: [String]
    /// Patterns of names that may not.
    public var deny: [String]
    /// Whether servers may that have an address for a name.
    public var allowsAddresses: Bool

    /// A list; by default all may.
    public init(allow: [String] = ["*"], deny: [String] = [], allowsAddresses: Bool = true) {
        self.allow = allow
        self.deny = deny
        self.allowsAddresses = allowsAddresses
    }
}

extension AccessListDescription: Decodable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case allow, deny
        case allowsAddresses = "allow_ip_literals"
    }

    /// Reads a list; a member that is not known is an error.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(
            allow: try members.decodeIfPresent([String].self, forKey: .allow) ?? ["*"],
            deny: try members.decodeIfPresent([String].self, forKey: .deny) ?? [],
            allowsAddresses: try members.decodeIfPresent(Bool.self, forKey: .allowsAddresses)
                ?? true)
    }
}
