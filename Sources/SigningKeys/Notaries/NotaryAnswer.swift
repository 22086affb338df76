public import FederationCore

/// What a notary answered to one question about the keys of a server.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#querying-keys-through-another-server>
public struct NotaryAnswer: Sendable {
    /// How it was asked.
    public let method: Method
    /// What came.
    public let outcome: Outcome
    /// How long it took, in milliseconds, where there was an answer.
    public let milliseconds: Double?
    /// How far the notary's clock is ahead of ours, in seconds, where its answer has a fresh `Date`.
    public let clockOffset: Double?
    /// A command that asks the same; none where nobody could be asked.
    public let command: String?

    /// How a notary is asked.
    public enum Method: String, Sendable, Hashable, CaseIterable {
        /// For one server.
        case get = "GET"
        /// For one server, as for many.
        case post = "POST"
    }

    /// What came of a question.
    public enum Outcome: Sendable {
        /// Key documents, in the order of the answer; none where the notary has none.
        case documents([NotaryDocument])
        /// A refusal.
        case refused(MatrixError)
        /// An answer that is no list of key documents; the reason says what it is.
        case malformed(reason: String)
        /// No answer; the reason says why.
        case none(reason: String)
    }

    /// An answer.
    public init(
        method: Method, outcome: Outcome, milliseconds: Double? = nil, clockOffset: Double? = nil,
        command: String? = nil
    ) {
        self.method = method
        self.outcome = outcome
        self.milliseconds = milliseconds
        self.clockOffset = clockOffset
        self.command = command
    }

    /// The documents; none where it is no answer.
    public var documents: [NotaryDocument]? {
        guard case .documents(let documents) = outcome else { return nil }
        return documents
    }
}
