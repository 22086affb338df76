/// What redaction leaves of an event.
///
/// Spec: <https://spec.matrix.org/v1.19/client-server-api/#redactions>
public struct RedactionRules: Sendable, Hashable {
    /// The members of the event that stay; of `content`, what `content` says.
    public private(set) var members: [String]
    /// What stays of `content`, by the type of the event; of other types, an empty object.
    public private(set) var content: [RedactedContent]
    /// The same members, for looking them up.
    private(set) var memberSet: EventMemberSet

    init(members: [String], content: [RedactedContent]) {
        self.members = members
        self.content = content
        memberSet = EventMemberSet(names: members)
    }

    /// What stays of the content of an event of `type`.
    public func keptContent(of type: String) -> KeptContent {
        content.first { $0.type.utf8.elementsEqual(type.utf8) }?.kept ?? .members([])
    }

    /// The same rules, but that these members of an event go too.
    func dropping(members dropped: String...) -> RedactionRules {
        var changed = self
        changed.members.removeAll { dropped.contains($0) }
        changed.memberSet = EventMemberSet(names: changed.members)
        return changed
    }

    /// The same rules, but that nothing of the content of `type` stays.
    func dropping(contentOf type: String) -> RedactionRules {
        var changed = self
        changed.content.removeAll { $0.type == type }
        return changed
    }

    /// The same rules, but that a further member of the content of `type` stays.
    func keeping(_ member: KeptMember, of type: String) -> RedactionRules {
        var kept = [member]
        if case .members(let former) = keptContent(of: type) { kept = former + kept }
        var changed = dropping(contentOf: type)
        changed.content.append(RedactedContent(type, .members(kept)))
        return changed
    }

    /// The same rules, but that all of the content of `type` stays.
    func keepingEverything(of type: String) -> RedactionRules {
        var changed = dropping(contentOf: type)
        changed.content.append(RedactedContent(type, .everything))
        return changed
    }
}
