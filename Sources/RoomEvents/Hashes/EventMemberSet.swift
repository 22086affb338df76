/// Some of the members of an event that are known.
struct EventMemberSet: OptionSet, Sendable, Hashable {
    let rawValue: UInt32

    static let content = EventMemberSet(.content)
    /// What signatures and reference hashes do not cover.
    static let uncoveredBySignatures = EventMemberSet(.signatures, .unsigned)

    init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    init(_ members: EventMember...) {
        self.init(names: members.map(\.rawValue))
    }

    /// The members that are called so; names that are not known are passed over.
    init(names: [String]) {
        rawValue = names.reduce(0) { bits, name in
            let index = EventMember.allCases.firstIndex { $0.rawValue == name }
            return index.map { bits | 1 << UInt32($0) } ?? bits
        }
    }

    /// Whether a member is among them, as the bit that ``CanonicalEventMember`` keeps of it.
    func contains(bit: UInt32) -> Bool {
        rawValue & bit != 0
    }
}
