public import Findings

/// One row of the table of checks: what is judged, where the specification demands it, what it
/// needs, and why it matters.
///
/// A row is all that there is of a check, but for the function that judges and the page that
/// explains.
public struct Check: Sendable {
    /// The identifier, stable for ever.
    public let id: CheckID
    /// What is true where the check passes, in a few words.
    public let title: String
    /// The section of the specification; none where the specification is silent.
    public let spec: SpecLink?
    /// The testable assertions that it covers, such as `T02`.
    public let assertions: [String]
    /// The failure modes that it recognises, such as `F20`.
    public let failureModes: [String]
    /// What it takes to ask.
    public let kind: Kind
    /// How heavily the specification puts it.
    public let weight: Weight
    /// The checks that have to have passed, or ended in a warning, before this one can say
    /// anything.
    public let needs: [CheckID]
    /// What is missing for others where this check fails, such as `no connection`.
    public let lack: String
    /// What has to have been asked of the destination.
    public let probes: [Probe]
    /// The page that `fedctl explain` shows.
    public let page: ExplainPage
    /// The function that judges, and what it judges.
    let judge: Judge

    /// What it takes to ask.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Nothing but a connection.
        case passive
        /// An identity that signs requests.
        case signed
        /// A server of one's own, since the target would be disturbed.
        case own
    }

    /// How heavily the specification puts it.
    public enum Weight: String, Sendable, Hashable, CaseIterable {
        /// Peers may refuse a server that breaks it.
        case must
        /// A recommendation.
        case should
        /// The specification does not say.
        case info
    }

    /// What a finding is about.
    public enum Scope: String, Sendable, Hashable, CaseIterable {
        /// The server name as a whole.
        case name
        /// Each destination that the name leads to.
        case destination
    }

    /// The function that judges what was gathered; it asks nothing.
    enum Judge: Sendable {
        case name(@Sendable (CheckContext) -> Judgement)
        case destination(@Sendable (DestinationFacts, CheckContext) -> Judgement)
    }

    /// What a finding is about.
    public var scope: Scope {
        switch judge {
        case .name: .name
        case .destination: .destination
        }
    }

    /// The word under which its findings stand together, such as `tls`.
    public var topic: String { id.topic }
}
