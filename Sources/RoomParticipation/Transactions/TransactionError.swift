public import FederationCore

/// Why a transaction was given up.
public struct TransactionError: Error, Sendable, CustomStringConvertible {
    /// Its ID.
    public let id: String
    /// Who should have got it.
    public let destination: ServerName
    /// Why the last attempt failed.
    public let cause: ParticipationFailure
    /// What was done.
    public let steps: [ParticipationStep]
    /// What was delivered before it, of the same call.
    public let delivered: [DeliveredTransaction]

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        let attempts = steps.count == 1 ? "1 attempt" : "\(steps.count) attempts"
        return "\(destination): the transaction \(id) was given up after \(attempts): \(cause)"
    }

    /// What can be done about it.
    public var hint: String? { cause.hint }
}
