import FederationCore
import MatrixJSON
import RoomEvents

/// What the rules ask of the `m.room.create` event of a room, read once.
struct CreateFacts: Sendable {
    /// The event itself.
    let event: Event
    /// The user that made the room, by `content.creator` or as the sender; none where the content has
    /// none.
    let creator: String?
    /// The users that have more power than any level.
    let privilegedCreators: Set<ExactText>
    /// Whether users of other servers may send.
    let isFederated: Bool

    init(_ event: Event) {
        self.event = event
        let rules = event.version.rules
        let content = event.content
        creator =
            rules.createSenderIsCreator
            ? event.sender.description : content["creator"]?.string
        isFederated = content["m.federate"]?.boolean != false
        guard rules.creatorsArePrivileged else {
            privilegedCreators = []
            return
        }
        let additional = content["additional_creators"]?.elements.compactMap(\.string) ?? []
        privilegedCreators = Set(([event.sender.description] + additional).map(ExactText.init))
    }

    /// Whether the user made the room.
    func isCreator(_ user: String) -> Bool {
        creator.map { $0.isExactly(user) } ?? false
    }
}
