import MatrixJSON

// Every row says what its room version changed, and nothing else.
extension RoomVersionRules {
    /// The rules by the identifier of the room version.
    static let table: [(identifier: String, rules: RoomVersionRules)] = [
        ("1", v1), ("2", v2), ("3", v3), ("4", v4), ("5", v5), ("6", v6), ("7", v7), ("8", v8),
        ("9", v9), ("10", v10), ("11", v11), ("12", v12),
    ]

    private static let v1 = RoomVersionRules(
        numbers: .preserving,
        eventIDFormat: .serverChosen,
        references: .pairs,
        maximumDepth: .max,
        redaction: .v1,
        redactsInContent: false,
        enforcesKeyValidity: false,
        stateResolution: .v1,
        authorizesRedactions: true,
        aliasesAuthorizedBySpecialCase: true,
        limitsNotificationLevels: false,
        knocking: false,
        restrictedJoins: false,
        knockRestricted: false,
        integerPowerLevels: false,
        createSenderIsCreator: false,
        createEventNamesRoom: false,
        creatorsArePrivileged: false)

    private static let v2 = v1.with(\.stateResolution, .v2)

    private static let v3 =
        v2
        .with(\.eventIDFormat, .referenceHash)
        .with(\.references, .eventIDs)
        .with(\.authorizesRedactions, false)

    private static let v4 = v3.with(\.eventIDFormat, .urlSafeReferenceHash)

    private static let v5 = v4.with(\.enforcesKeyValidity, true)

    private static let v6 =
        v5
        .with(\.numbers, .strict)
        .with(\.maximumDepth, 1 << 53 - 1)
        .with(\.redaction, .v6)
        .with(\.aliasesAuthorizedBySpecialCase, false)
        .with(\.limitsNotificationLevels, true)

    private static let v7 = v6.with(\.knocking, true)

    private static let v8 =
        v7
        .with(\.restrictedJoins, true)
        .with(\.redaction, .v8)

    private static let v9 = v8.with(\.redaction, .v9)

    private static let v10 =
        v9
        .with(\.knockRestricted, true)
        .with(\.integerPowerLevels, true)

    private static let v11 =
        v10
        .with(\.redaction, .v11)
        .with(\.redactsInContent, true)
        .with(\.createSenderIsCreator, true)

    private static let v12 =
        v11
        .with(\.stateResolution, .v2_1)
        .with(\.createEventNamesRoom, true)
        .with(\.creatorsArePrivileged, true)
}
