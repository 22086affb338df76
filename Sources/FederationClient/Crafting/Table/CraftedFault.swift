public import Findings

/// Something wrong, or on the edge of it, that is sent to a server on purpose: a row of a table.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#transactions>
public struct CraftedFault: Sendable {
    /// The name, stable for ever.
    public let id: String
    /// What is sent, in one line.
    public let title: String
    /// What it is about.
    public let topic: Topic
    /// What the receiver has to answer.
    public let demand: ReceiverDemand
    /// What has to become of the event; none where the specification is silent, or there is no event.
    public let fate: EventFate?
    /// Whether it needs a room that the sender is in.
    public let needsRoom: Bool
    /// Whether HTTP lets the receiver close the connection instead of an answer.
    public let mayCloseConnection: Bool
    /// Where it is specified; none where the specification is silent.
    public let spec: SpecLink?
    private let make: @Sendable (CraftingBench) throws(CraftingError) -> CraftedPlan

    /// What a fault is about.
    public enum Topic: String, Sendable, Hashable, CaseIterable {
        /// How much is sent.
        case limits
        /// How JSON is written.
        case json
        /// The hash and the signatures of an event.
        case signatures
        /// The members of an event.
        case event
        /// What an event names.
        case references
        /// The body of a transaction.
        case transaction
        /// Ephemeral data.
        case edus
        /// How a request goes out.
        case delivery
    }

    init(
        _ id: String, _ title: String, _ topic: Topic, _ demand: ReceiverDemand,
        fate: EventFate? = nil, needsRoom: Bool = false, mayCloseConnection: Bool = false,
        spec: SpecLink? = nil,
        make: @escaping @Sendable (CraftingBench) throws(CraftingError) -> CraftedPlan
    ) {
        self.id = id
        self.title = title
        self.topic = topic
        self.demand = demand
        self.fate = fate
        self.needsRoom = needsRoom
        self.mayCloseConnection = mayCloseConnection
        self.spec = spec
        self.make = make
    }

    /// A fault of an event, which the transaction must not suffer from.
    static func event(
        _ id: String, _ title: String, _ topic: Topic, fate: EventFate?,
        spec: SpecLink? = .serverServer("checks-performed-on-receipt-of-a-pdu"),
        make: @escaping @Sendable (CraftingBench) throws(CraftingError) -> CraftedPlan
    ) -> CraftedFault {
        CraftedFault(
            id, title, topic, .accepted, fate: fate, needsRoom: true, spec: spec, make: make)
    }

    /// The row of that name.
    public static func named(_ id: String) -> CraftedFault? {
        all.first { $0.id.utf8.elementsEqual(id.utf8) }
    }

    /// Makes the requests of the fault.
    ///
    /// - Throws: ``CraftingError`` where the context does not have what the fault needs.
    public func plan(in context: CraftingContext) throws(CraftingError) -> CraftedPlan {
        if needsRoom, context.room == nil { throw .needsRoom(fault: id) }
        return try make(CraftingBench(fault: id, context: context))
    }
}
