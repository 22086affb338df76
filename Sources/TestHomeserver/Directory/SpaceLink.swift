import FederationCore
import MatrixJSON
import RoomEvents

/// The link from a space to a room in it.
///
/// Spec: <https://spec.matrix.org/v1.19/client-server-api/#mspacechild-relationship>
struct SpaceLink {
    /// The room in the space.
    let child: RoomID
    /// Whether it is recommended.
    let isSuggested: Bool
    private let event: Event
    private let order: String?

    /// The link that `event` is; nil where it is none, or a link that was taken away.
    init?(_ event: Event) {
        let via = event.content["via"]?.elements ?? []
        guard event.type == "m.space.child", via.contains(where: { $0.string != nil }),
            // A state key that is no room ID leads nowhere.
            let key = event.stateKey, let child = try? RoomID(parsing: key)
        else { return nil }
        self.event = event
        self.child = child
        isSuggested = event.content["suggested"]?.boolean ?? false
        order = event.content["order"]?.string.flatMap { Self.isOrder($0) ? $0 : nil }
    }

    /// Whether it comes before another one: those with an order first, then the older one.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/client-server-api/#ordering-of-children-within-a-space>
    func comesBefore(_ other: SpaceLink) -> Bool {
        switch (order, other.order) {
        case (let one?, let two?) where one != two: one < two
        case (_?, nil): true
        case (nil, _?): false
        default:
            (event.originServerTS, child.description)
                < (other.event.originServerTS, other.child.description)
        }
    }

    /// The event as it stands in `children_state`.
    var strippedState: JSONObject {
        [
            "content": event.content.value, "origin_server_ts": .integer(event.originServerTS),
            "sender": .string(event.sender.description),
            "state_key": .string(child.description), "type": .string(event.type),
        ]
    }

    /// At most 50 characters of printable ASCII.
    private static func isOrder(_ text: String) -> Bool {
        text.utf8.count <= 50 && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }
}
