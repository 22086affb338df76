public import Findings

/// A row of the table of checks of a key document.
public struct KeyDocumentCheck: Sendable, Hashable {
    /// The identifier, stable for ever.
    public let id: CheckID
    /// What a document that passes is like.
    public let title: String
    /// The section of the specification; none where it is silent.
    public let spec: SpecLink?
    /// The testable assertions (`K02`) and failure modes (`F39`) that it covers.
    public let covers: [String]
    /// What to do where nothing better is known.
    public let fix: String
}
