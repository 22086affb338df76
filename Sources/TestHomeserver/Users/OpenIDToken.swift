import FederationCore

/// Whose OpenID token it is, and until when.
struct OpenIDToken: Sendable {
    /// The user.
    let owner: UserID
    /// When it ends, in milliseconds since the Unix epoch; none where it does not.
    let end: Int64?

    /// The token that was given to a user at a time.
    init(_ description: OpenIDTokenDescription, of owner: UserID, now: Int64) {
        self.owner = owner
        end = description.lifetime.map { now + Int64($0) * 1_000 }
    }
}
