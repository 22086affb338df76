public import FederationCore

/// A key that is trusted because the caller says so: the value of `--verify-key`.
public struct TrustedKey: Sendable, Hashable, CustomStringConvertible {
    /// Whose key it is.
    public let serverName: ServerName
    /// The key.
    public let key: VerifyKey

    /// A key that is trusted as it is.
    public init(serverName: ServerName, key: VerifyKey) {
        self.serverName = serverName
        self.key = key
    }

    /// Reads `SERVER,ed25519:ID,BASE64`, the base64 padded or not.
    ///
    /// - Throws: ``TrustedKeyError`` with the part that is wrong.
    public init(parsing text: String) throws(TrustedKeyError) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else { throw .wrongPartCount(parts.count) }
        do {
            serverName = try ServerName(parsing: parts[0])
        } catch {
            throw .invalidServerName(error)
        }
        let keyID: KeyID
        do {
            keyID = try KeyID(parsing: parts[1])
        } catch {
            throw .invalidKeyID(error)
        }
        do {
            key = try VerifyKey(keyID: keyID, base64: parts[2])
        } catch {
            throw .invalidKey(error)
        }
    }

    /// The key as it is given on the command line.
    public var description: String { "\(serverName),\(key.keyID),\(key.base64)" }
}
