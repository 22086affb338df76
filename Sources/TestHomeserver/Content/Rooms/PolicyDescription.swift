public import FederationCore

/// The policy server of a described room.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#policy-servers>
public struct PolicyDescription: Sendable, Hashable {
    /// The server; it has to have a user in the room.
    public var via: ServerName
    /// The key that it signs with, in base64.
    public var publicKey: String

    /// A policy server.
    public init(via: ServerName, publicKey: String) {
        self.via = via
        self.publicKey = publicKey
    }
}

extension PolicyDescription: Decodable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case via
        case publicKey = "public_key"
    }

    /// Reads `{via, public_key}`.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        guard let via = try members.text(.via, as: { try ServerName(parsing: $0) }) else {
            throw decoder.mismatch("there is no 'via'")
        }
        self.init(via: via, publicKey: try members.decode(String.self, forKey: .publicKey))
    }
}
