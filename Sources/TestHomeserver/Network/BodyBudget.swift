import Synchronization

/// How many bytes of bodies all connections together may hold.
final class BodyBudget: Sendable {
    private let limit: Int
    private let held = Mutex(0)

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes `count` bytes; says no, and takes nothing, where they are not left.
    func take(_ count: Int) -> Bool {
        held.withLock { held in
            guard count <= limit - held else { return false }
            held += count
            return true
        }
    }

    /// Gives `count` bytes back.
    func giveBack(_ count: Int) {
        held.withLock { $0 -= count }
    }
}
