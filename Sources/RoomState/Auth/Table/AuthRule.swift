public import Findings
public import RoomEvents

/// One of the rules that decide whether an event is allowed in a room.
///
/// A row is all that there is of a rule: its name, what it says, the room versions that have it, and
/// the function that judges.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#authorisation-rules>
public struct AuthRule: Sendable, CustomStringConvertible {
    /// The identifier, words with dots, stable for ever; the numbers of the specification are not
    /// unique, and differ between room versions.
    public let id: String
    /// What holds where the rule lets an event pass.
    public let words: String
    /// What the rule can do.
    public let effect: Effect
    /// The kinds of event that it judges.
    public let subjects: Set<AuthSubject>
    /// Whether a room version with those rules has this one.
    public let applies: @Sendable (RoomVersionRules) -> Bool
    /// Judges; none where the next rule decides.
    let judge: @Sendable (AuthCase) -> AuthOutcome?

    /// What a rule can do with an event.
    public enum Effect: String, Sendable, Hashable, CaseIterable {
        /// Reject it, or leave it to the next rule.
        case rejects
        /// Allow it, or leave it to the next rule.
        case allows
        /// Allow it or reject it; at most where its condition does not hold, leave it to the next rule.
        case decides
    }

    init(
        _ id: String, _ words: String, _ effect: Effect, _ subjects: Set<AuthSubject>,
        in applies: @escaping @Sendable (RoomVersionRules) -> Bool = { _ in true },
        judge: @escaping @Sendable (AuthCase) -> AuthOutcome?
    ) {
        self.id = id
        self.words = words
        self.effect = effect
        self.subjects = subjects
        self.applies = applies
        self.judge = judge
    }

    /// The room versions that have the rule, the oldest first.
    public var versions: [RoomVersion] { RoomVersion.all.filter { applies($0.rules) } }

    /// The section that holds the rule, for a room version.
    public func spec(in version: RoomVersion) -> SpecLink {
        SpecLink(page: "rooms/v\(version)", anchor: "authorisation-rules")
    }

    /// The identifier.
    public var description: String { id }
}

extension AuthRule: Hashable {
    /// Rules are equal where their identifiers are.
    public static func == (one: Self, other: Self) -> Bool { one.id == other.id }

    /// Feeds the identifier to `hasher`.
    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
