public import FederationCore

/// One step of acting in a room, as it went.
public struct ParticipationStep: Sendable, Hashable, CustomStringConvertible {
    /// What was done.
    public let kind: Kind
    /// The server that it was done with.
    public let server: ServerName
    /// What it came to, in lower case and without a full stop.
    public let words: String
    /// Whether the next step could follow.
    public let isDone: Bool
    /// How long it took.
    public let milliseconds: Double

    /// The steps; the raw value is its name for ever.
    public enum Kind: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
        /// Asking which room an alias names.
        case findRoom = "room.find"
        /// Asking for the template of an event.
        case askTemplate = "template.ask"
        /// Holding the template against what was asked for.
        case checkTemplate = "template.check"
        /// Making the event, with its hash and signature.
        case buildEvent = "event.build"
        /// Handing the event over.
        case sendEvent = "event.send"
        /// Asking for events.
        case fetch = "events.fetch"
        /// Verifying what came back.
        case checkAnswer = "answer.check"

        /// What is done, to follow `failed at`.
        public var description: String {
            switch self {
            case .findRoom: "looking up the alias"
            case .askTemplate: "asking for the template"
            case .checkTemplate: "checking the template"
            case .buildEvent: "making the event"
            case .sendEvent: "sending the event"
            case .fetch: "asking for events"
            case .checkAnswer: "checking the answer"
            }
        }
    }

    /// Server, step and what it came to.
    public var description: String { "\(server): \(kind): \(words)" }
}
