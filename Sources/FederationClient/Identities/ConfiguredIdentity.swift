public import FederationCore

/// Who signs, as a configuration file says: a server, and where its key is.
public struct ConfiguredIdentity: Sendable, Hashable {
    /// The server.
    public let serverName: ServerName
    /// The file with its key.
    public let keyPath: String
    /// The ID of the key, where the file with the key does not name it, or names several.
    public let keyID: KeyID?

    init(
        serverName: String, keyPath: String, keyID: String?, in folder: String
    ) throws(IdentityError) {
        do {
            self.serverName = try ServerName(parsing: serverName)
        } catch {
            throw .invalidServerName(error)
        }
        do {
            self.keyID = try keyID.map { text throws(KeyIDError) in try KeyID(parsing: text) }
        } catch {
            throw .invalidKeyID(error)
        }
        let isAbsolute = keyPath.utf8.first == UInt8(ascii: "/")
        self.keyPath = isAbsolute || folder.isEmpty ? keyPath : "\(folder)/\(keyPath)"
    }
}
