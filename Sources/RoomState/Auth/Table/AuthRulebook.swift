import RoomEvents

/// The rules of one room version, by the kind of event that they judge.
struct AuthRulebook: Sendable {
    private let rows: [AuthSubject: [AuthRule]]

    init(_ rules: RoomVersionRules) {
        let applying = AuthRule.all.filter { $0.applies(rules) }
        rows = Dictionary(
            uniqueKeysWithValues: AuthSubject.allCases.map { subject in
                (subject, applying.filter { $0.subjects.contains(subject) })
            })
    }

    /// The rules for that kind of event, in their order.
    subscript(subject: AuthSubject) -> [AuthRule] { rows[subject] ?? [] }

    /// The rulebook of a room version.
    static func of(_ version: RoomVersion) -> AuthRulebook {
        books[version] ?? AuthRulebook(version.rules)
    }

    private static let books = Dictionary(
        uniqueKeysWithValues: RoomVersion.all.map { ($0, AuthRulebook($0.rules)) })
}
