// Every row says what its room version changed, and nothing else.
extension RedactionRules {
    /// Of room version 1 and those that follow it, until the next row.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/rooms/v1/#redactions>
    static let v1 = RedactionRules(
        members: [
            "auth_events", "content", "depth", "event_id", "hashes", "membership", "origin",
            "origin_server_ts", "prev_events", "prev_state", "room_id", "sender", "signatures",
            "state_key", "type",
        ],
        content: [
            RedactedContent("m.room.member", "membership"),
            RedactedContent("m.room.create", "creator"),
            RedactedContent("m.room.join_rules", "join_rule"),
            RedactedContent(
                "m.room.power_levels", "ban", "events", "events_default", "kick", "redact",
                "state_default", "users", "users_default"),
            RedactedContent("m.room.aliases", "aliases"),
            RedactedContent("m.room.history_visibility", "history_visibility"),
        ])

    /// Of room version 6 and those that follow it, until the next row.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/rooms/v6/#redactions>
    static let v6 = v1.dropping(contentOf: "m.room.aliases")

    /// Of room version 8 and those that follow it, until the next row.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/rooms/v8/#redactions>
    static let v8 = v6.keeping(KeptMember("allow"), of: "m.room.join_rules")

    /// Of room version 9 and those that follow it, until the next row.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/rooms/v9/#redactions>
    static let v9 = v8.keeping(
        KeptMember("join_authorised_via_users_server"), of: "m.room.member")

    /// Of room version 11 and those that follow it, until the next row.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/rooms/v11/#redactions>
    static let v11 =
        v9
        .dropping(members: "membership", "origin", "prev_state")
        .keepingEverything(of: "m.room.create")
        .keeping(KeptMember("third_party_invite", onlyMember: "signed"), of: "m.room.member")
        .keeping(KeptMember("invite"), of: "m.room.power_levels")
        .keeping(KeptMember("redacts"), of: "m.room.redaction")
}
