import FederationCore
import SigningKeys

/// What a homeserver answered as a notary.
struct NotaryRole: Sendable {
    /// The destination that was asked.
    var destination: Destination
    /// Its answers about itself.
    var view: NotaryView
    /// The answer to a `POST` without `server_keys`.
    var malformed: ExchangeFacts?
    /// The answers about a server that is not there, where the user wanted that they be asked for.
    var absent: Absent?

    /// The answers about keys that cannot be had.
    struct Absent: Sendable {
        /// `GET` for a server that is not there.
        var get: ExchangeFacts
        /// `POST` for a server that is not there.
        var post: ExchangeFacts
        /// `POST` for no server at all.
        var empty: ExchangeFacts
        /// `GET` for the server itself, with the `minimum_valid_until_ts` that is asked for.
        var fresh: ExchangeFacts
        /// That `minimum_valid_until_ts`, in milliseconds.
        var minimum: Int64
    }
}
