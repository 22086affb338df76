public import FederationCore

/// The policy server of a described room.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#policy-servers>
public struct PolicyDescription: Sendable, Hashable {
    /// The server; it has to have a user in the room.
    public var via: ServerName
    /// The key that it signs with, in base64; none takes that of a virtual server of the process.
    public var publicKey: String?

    /// A policy server.
    public init(via: ServerName, publicKey: String? = nil) {
        self.via = via
        self.publicKey = publicKey
    }
}

extension PolicyDescription: Decodable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case via
        case publicKey = "public_key"
    }

    /// Reads `{via, public_key}`, of which the key may be left out.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        guard let via = try members.text(.via, as: { try ServerName(parsing: $0) }) else {
            throw decoder.mismatch("there is no 'via'")
        }
        self.init(
            via: via, publicKey: try members.decodeIfPresent(String.self, forKey: .publicKey))
    }
}
