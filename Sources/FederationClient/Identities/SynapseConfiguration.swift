import FederationCore
public import SigningKeys

/// What a `homeserver.yaml` of Synapse says of who the server is.
///
/// Everything else in the file is passed over.
public struct SynapseConfiguration: Decodable, Sendable, Hashable {
    private let serverNameText: String?
    private let keyPath: String?
    private let oldKeys: [String: OldKey]?

    private struct OldKey: Decodable, Hashable {
        let key: String
        let expiredAt: Int64

        enum CodingKeys: String, CodingKey {
            case key
            case expiredAt = "expired_ts"
        }
    }

    enum CodingKeys: String, CodingKey {
        case serverNameText = "server_name"
        case keyPath = "signing_key_path"
        case oldKeys = "old_signing_keys"
    }

    /// Who the server is.
    ///
    /// - Parameter folder: The folder of the file, which names in it are relative to.
    /// - Returns: The server name, and where its key is: `SERVER_NAME.signing.key` where the file does not say.
    /// - Throws: ``IdentityError`` where there is no server name, or none that can be used.
    public func identity(in folder: String) throws(IdentityError) -> ConfiguredIdentity {
        guard let serverNameText else { throw .missing("server_name") }
        let path = keyPath ?? "\(serverNameText).signing.key"
        return try ConfiguredIdentity(
            serverName: serverNameText, keyPath: path, keyID: nil, in: folder)
    }

    /// The keys that the server no longer signs with.
    ///
    /// - Throws: ``IdentityError`` for a key that cannot be read.
    public func oldVerifyKeys() throws(IdentityError) -> [OldVerifyKey] {
        var keys: [OldVerifyKey] = []
        for (name, old) in (oldKeys ?? [:]).sorted(by: { $0.key < $1.key }) {
            do {
                let key = try VerifyKey(keyID: KeyID(parsing: name), base64: old.key)
                keys.append(OldVerifyKey(key: key, expiredAt: old.expiredAt))
            } catch {
                throw .invalidOldKey(name, reason: "\(error)")
            }
        }
        return keys
    }
}
