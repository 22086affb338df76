import FederationCore

/// Why the users that a server should have cannot be.
enum UserContentError: Error, Hashable, CustomStringConvertible {
    /// The local part makes no user ID.
    case badName(String, reason: String)
    /// Two users have the same name.
    case repeatedUser(UserID)
    /// Two devices of a user have the same identifier.
    case repeatedDevice(UserID, String)
    /// The keys of a device name somebody else.
    case foreignKeys(UserID, device: String, member: String)
    /// Two users have the same token.
    case repeatedToken(UserID, UserID)
    /// The `mxc` address of a picture is none.
    case badAvatar(UserID, String)
    /// Keys cannot be signed.
    case unsignable(String, reason: String)

    var description: String {
        switch self {
        case .badName(let name, let reason): "users: '\(name)': \(reason)"
        case .repeatedUser(let user): "users: \(user) is there twice"
        case .repeatedDevice(let user, let device):
            "users: \(user): the device '\(device)' is there twice"
        case .foreignKeys(let user, let device, let member):
            "users: \(user): the keys of the device '\(device)' have another '\(member)'"
        case .repeatedToken(let one, let other):
            "users: \(one) and \(other) have the same OpenID token"
        case .badAvatar(let user, let text):
            "users: \(user): expected an avatar_url that starts with 'mxc://', found '\(text)'"
        case .unsignable(let owner, let reason): "users: the keys of \(owner): \(reason)"
        }
    }
}
