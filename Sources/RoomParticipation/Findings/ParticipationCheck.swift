public import Findings

/// A row of the table of what is checked when a server is asked for its help in a room.
public struct ParticipationCheck: Sendable, Hashable {
    /// The identifier, stable for ever.
    public let id: CheckID
    /// What an answer that passes is like.
    public let title: String
    /// The section of the specification; none where it is silent.
    public let spec: SpecLink?
    /// The testable assertions that it covers.
    public let covers: [String]
    /// What is wrong with the server where it fails.
    public let fix: String
}
