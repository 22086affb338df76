public import FederationCore
public import RoomEvents

/// What became of one event that was received, and why.
public struct Receipt: Sendable, Hashable {
    /// Its place among what was given, from 0.
    public let position: Int
    /// Its ID; none where it has none that can be read.
    public let eventID: EventID?
    /// When it was dealt with, from 0: after everything that it names; none where it was dropped at once.
    public internal(set) var turn: Int?
    /// What became of it.
    public internal(set) var verdict: ReceiptVerdict
    /// The check that it did not pass, or could not be put to; none where it was accepted.
    public internal(set) var step: ReceiptStep?
    /// Why it was not accepted.
    public internal(set) var cause: ReceiptCause?
    /// The rule that allowed it, where the authorisation rules were asked and did.
    public internal(set) var allowedBy: AuthRule?
    /// What its content hash came to; none where it was not looked at.
    ///
    /// Where it is wrong, the redacted event was judged.
    public let contentHash: ContentHashVerdict?
    /// What the signatures that are required came to; none where they were not looked at.
    public let signatures: [RequiredSignatureVerdict]?

    /// Whether its content hash is wrong, so that it was redacted before it was judged.
    public var isRedacted: Bool { contentHash.map { !$0.matches } ?? false }
}
