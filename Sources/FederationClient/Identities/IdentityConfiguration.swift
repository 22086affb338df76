/// The identities of fedctl's own `config.yaml`, by the names that `--identity` takes.
///
/// ```yaml
/// identities:
///   test:
///     server_name: test.example.org
///     key: test.signing.key
/// ```
public struct IdentityConfiguration: Decodable, Sendable, Hashable {
    private let identities: [String: Entry]?

    private struct Entry: Decodable, Hashable {
        let serverName: String?
        let key: String?
        let keyID: String?

        enum CodingKeys: String, CodingKey {
            case serverName = "server_name"
            case key
            case keyID = "key_id"
        }
    }

    /// The names, in alphabetical order.
    public var names: [String] { (identities ?? [:]).keys.sorted() }

    /// The identity of that name.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - folder: The folder of the file, which names in it are relative to.
    /// - Returns: The server name, and where its key is.
    /// - Throws: ``IdentityError`` where there is no such identity, or none that can be used.
    public func identity(
        named name: String, in folder: String
    ) throws(IdentityError) -> ConfiguredIdentity {
        guard let entry = identities?[name] else { throw .unknown(name, known: names) }
        guard let serverName = entry.serverName else {
            throw .missing("identities.\(name).server_name")
        }
        guard let key = entry.key else { throw .missing("identities.\(name).key") }
        return try ConfiguredIdentity(
            serverName: serverName, keyPath: key, keyID: entry.keyID, in: folder)
    }
}
