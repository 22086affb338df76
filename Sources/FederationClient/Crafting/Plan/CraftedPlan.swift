import FederationCore

/// The requests that a fault is made of, and what is demanded of the events in them.
public struct CraftedPlan: Sendable {
    /// The requests, in order.
    public let requests: [CraftedRequest]
    /// How they go out.
    public let order: Order
    /// What has to become of the events in this room version; none where the specification is silent.
    public let fate: EventFate?

    /// How several requests go out.
    public enum Order: String, Sendable, Hashable {
        /// One after the other, each after the answer to the one before.
        case oneByOne = "one by one"
        /// All at the same time.
        case atOnce = "at once"
    }

    init(
        _ requests: [CraftedRequest], order: Order = .oneByOne, fate: EventFate? = nil
    ) {
        self.requests = requests
        self.order = order
        self.fate = fate
    }

    /// The events in it, which can be asked for later.
    public var events: [TransactionPDU] { requests.flatMap { $0.transaction?.pdus ?? [] } }
}
