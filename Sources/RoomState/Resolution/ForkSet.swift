/// Some of the forks of one resolution, by number.
struct ForkSet: Equatable {
    /// The forks 0 to 63, which are nearly always all.
    private var first: UInt64 = 0
    private var others: [UInt64] = []

    /// No fork.
    init() {}

    /// All forks below `count`.
    init(below count: Int) {
        for fork in 0..<count { insert(fork) }
    }

    /// Puts one in.
    mutating func insert(_ fork: Int) {
        let bit: UInt64 = 1 << UInt64(fork & 63)
        guard fork >= 64 else {
            first |= bit
            return
        }
        let word = fork / 64 - 1
        while others.count <= word { others.append(0) }
        others[word] |= bit
    }

    /// Puts all of `other` in.
    mutating func formUnion(_ other: ForkSet) {
        first |= other.first
        while others.count < other.others.count { others.append(0) }
        for word in other.others.indices { others[word] |= other.others[word] }
    }
}
