public import FederationCore

/// Why a configuration file says of nobody who signs.
public enum IdentityError: Error, Sendable, Hashable, CustomStringConvertible {
    /// No identity of that name.
    case unknown(String, known: [String])
    /// Something that must be there.
    case missing(String)
    /// The server name is none.
    case invalidServerName(ServerNameError)
    /// The key ID is none.
    case invalidKeyID(KeyIDError)
    /// A key that is no longer used cannot be read.
    case invalidOldKey(String, reason: String)

    /// The error in words, as it follows the name of the file.
    public var description: String {
        switch self {
        case .unknown(let name, let known):
            "no identity '\(name)'; "
                + (known.isEmpty ? "there are none" : "there are \(known.joined(separator: ", "))")
        case .missing(let name): "expected '\(name)', found nothing"
        case .invalidServerName(let error): "server_name: \(error)"
        case .invalidKeyID(let error): "key_id: \(error)"
        case .invalidOldKey(let name, let reason): "old_signing_keys: '\(name)': \(reason)"
        }
    }

    /// What can be done about it.
    public var hint: String? {
        switch self {
        case .missing(let name) where !name.contains("."):
            "--synapse-config takes the homeserver.yaml of Synapse"
        case .unknown, .missing: "write server_name and key below 'identities' and the name"
        case .invalidServerName, .invalidKeyID, .invalidOldKey: nil
        }
    }
}
