extension AuthRule {
    /// Every rule of every room version, in the order in which they are asked.
    public static let all: [AuthRule] =
        create + room + authEvents + federation + aliases + membership + join + thirdPartyInvite
        + invite + leave + ban + knock + sending + powerLevels + redaction + [otherwise]

    /// The rule that is called `id`.
    public static func named(_ id: String) -> AuthRule? {
        all.first { $0.id.isExactly(id) }
    }

    /// The last rule: what no other rule rejected is allowed.
    static let otherwise = AuthRule(
        "event.allowed", "no rule rejected the event", .allows, AuthSubject.sent
    ) { _ in .allow }
}
