extension EndpointHandler {
    /// Joining, knocking, inviting and leaving: there are no rooms and no users yet.
    static let memberships = [
        missing("room", at: "make-join"),
        missing("room", at: "send-join"),
        missing("room", at: "send-join-v1"),
        missing("room", at: "make-knock"),
        missing("room", at: "send-knock"),
        missing("room", at: "make-leave"),
        missing("room", at: "send-leave"),
        missing("room", at: "send-leave-v1"),
        missing("user", at: "invite"),
        missing("user", at: "invite-v1"),
        missing("room", at: "exchange-third-party-invite"),
        missing("user", at: "onbind"),
    ]
}
