import FederationCore
import RoomEvents
import SigningKeys

/// Reads identifiers from the command line: what cannot be one is a usage error.
enum ArgumentText {
    /// A server name.
    static func serverName(_ text: String) throws(CommandFailure) -> ServerName {
        do {
            return try ServerName(parsing: text)
        } catch {
            throw .usage("\(error)", hint: ServerNameError.hint(for: text))
        }
    }

    /// A server name as the value of `option`, which errors name.
    static func serverName(
        _ text: String, of option: String
    ) throws(CommandFailure) -> ServerName {
        do {
            return try serverName(text)
        } catch {
            throw .usage("\(option): \(error.message)", hint: error.hint)
        }
    }

    /// The target of a request to a homeserver.
    static func target(_ text: String) throws(CommandFailure) -> String {
        guard text.hasPrefix("/") else {
            throw .usage("the target '\(text)' does not begin with '/'")
        }
        return text
    }

    /// A room version.
    static func roomVersion(_ text: String) throws(CommandFailure) -> RoomVersion {
        do {
            return try RoomVersion(parsing: text)
        } catch {
            throw CommandFailure(status: .usage, message: "\(error)", hint: error.hint)
        }
    }

    /// A user ID.
    static func userID(_ text: String) throws(CommandFailure) -> UserID {
        do {
            return try UserID(parsing: text)
        } catch {
            throw .usage("\(error)")
        }
    }

    /// A room ID.
    static func roomID(_ text: String) throws(CommandFailure) -> RoomID {
        do {
            return try RoomID(parsing: text)
        } catch {
            throw .usage("\(error)")
        }
    }

    /// An event ID.
    static func eventID(_ text: String) throws(CommandFailure) -> EventID {
        do {
            return try EventID(parsing: text)
        } catch {
            throw .usage("\(error)")
        }
    }

    /// A key id.
    static func keyID(_ text: String) throws(CommandFailure) -> KeyID {
        do {
            return try KeyID(parsing: text)
        } catch {
            throw .usage("\(error)")
        }
    }

    /// A key that was used before: `ed25519:ID,BASE64,EXPIRED_TS`.
    static func oldVerifyKey(_ text: String) throws(CommandFailure) -> OldVerifyKey {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let expired = Int64(parts[2]), expired >= 0 else {
            throw .usage("'\(text)' is not ed25519:ID,BASE64,EXPIRED_TS")
        }
        let identifier = try keyID(parts[0])
        do {
            let key = try VerifyKey(keyID: identifier, bytes: UnpaddedBase64.decode(parts[1]))
            return OldVerifyKey(key: key, expiredAt: expired)
        } catch {
            throw .usage("'\(text)': \(error)")
        }
    }
}
