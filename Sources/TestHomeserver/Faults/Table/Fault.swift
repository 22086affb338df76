import FederationCore
public import Findings

/// Something that the embedded homeserver can do wrong on demand: a row of the fault table.
public struct Fault: Sendable, CustomStringConvertible {
    /// The name of the row, in kebab-case, stable for ever.
    public let id: String
    /// What goes wrong, in a line.
    public let title: String
    /// What it is done to.
    public let kind: Kind
    /// What its value means.
    public let value: FaultValueForm
    /// The endpoints whose answers it can be done to; empty where it can be done to any.
    public let endpoints: [String]
    /// What it breaks, or what peers are told to do about it; none where the specification does not say.
    public let spec: SpecLink?
    /// How it is done.
    let effect: FaultEffect
    /// What the server signs with from then on, of its own key and a spare one; none where that is its own.
    let standIn: StandIn?

    /// Makes the key that stands in for the own one.
    typealias StandIn =
        @Sendable (_ value: FaultValue?, _ own: SigningKey, _ spare: SigningKey) throws ->
        SigningKey

    /// What a fault is done to.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// How an answer goes out.
        case delivery
        /// What an answer says of events.
        case content
        /// What a server says of its keys.
        case keys
        /// The connection, before any request.
        case tls
    }

    init(
        _ id: String, _ title: String, _ kind: Kind, value: FaultValueForm = .none,
        endpoints: [String] = [], spec: SpecLink? = nil, effect: FaultEffect,
        standIn: StandIn? = nil
    ) {
        self.id = id
        self.title = title
        self.kind = kind
        self.value = value
        self.endpoints = endpoints
        self.spec = spec
        self.effect = effect
        self.standIn = standIn
    }

    /// The name of the row.
    public var description: String { id }
}
