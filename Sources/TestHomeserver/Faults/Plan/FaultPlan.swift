import FederationCore
import Synchronization

/// Which faults strike what: can be changed while the homeserver runs.
///
/// Whether a setting strikes is drawn from the seed and the number of the setting, one draw for each
/// request or connection that it is for: the same requests in the same order are struck in every run.
public final class FaultPlan: Sendable {
    /// What the draws come from.
    public let seed: UInt64
    private let state: Mutex<State>

    private struct State {
        var entries: [Entry] = []
        var lastNumber = 0
    }

    private struct Entry {
        let number: Int
        let setting: FaultSetting
        var dice: FaultDice
        var met = 0
        var struck = 0

        /// Whether it strikes this time; counted.
        mutating func strikes() -> Bool {
            met += 1
            guard met > setting.after, struck < setting.count ?? .max else { return false }
            if setting.probability < 1 {
                let draw = Double.random(in: 0..<1, using: &dice)
                guard draw < setting.probability else { return false }
            }
            struck += 1
            return true
        }
    }

    /// A plan; several settings can strike at once, in their order.
    public init(seed: UInt64 = 0, settings: [FaultSetting] = []) {
        self.seed = seed
        state = Mutex(State())
        for setting in settings { set(setting) }
    }

    /// Adds a setting.
    ///
    /// - Returns: Its number.
    @discardableResult
    public func set(_ setting: FaultSetting) -> Int {
        state.withLock { state in
            state.lastNumber += 1
            let number = state.lastNumber
            state.entries.append(
                Entry(
                    number: number, setting: setting, dice: FaultDice(seed: seed, number: number)))
            return number
        }
    }

    /// Takes the setting of that number out.
    ///
    /// - Returns: Whether there was one.
    @discardableResult
    public func remove(_ number: Int) -> Bool {
        state.withLock { state in
            let count = state.entries.count
            state.entries.removeAll { $0.number == number }
            return state.entries.count < count
        }
    }

    /// Takes all settings out.
    public func removeAll() {
        state.withLock { $0.entries = [] }
    }

    /// The settings in their order, with what has become of them.
    public var list: [FaultStanding] {
        state.withLock { state in
            state.entries.map {
                FaultStanding(
                    number: $0.number, setting: $0.setting, met: $0.met, struck: $0.struck)
            }
        }
    }

    /// The faults of `kinds` that strike `occasion`.
    func strikes(_ kinds: Set<Fault.Kind>, at occasion: FaultOccasion) -> [FaultStrike] {
        state.withLock { state in
            var strikes: [FaultStrike] = []
            for index in state.entries.indices
            where kinds.contains(state.entries[index].setting.fault.kind)
                && state.entries[index].setting.isFor(occasion)
            {
                guard state.entries[index].strikes() else { continue }
                let entry = state.entries[index]
                strikes.append(
                    FaultStrike(
                        number: entry.number, fault: entry.setting.fault,
                        value: entry.setting.value))
            }
            return strikes
        }
    }

    /// The faults that have a server show another key than its own, in their order: those that struck, and
    /// those that are certain to strike the next time.
    func shown(of server: ServerName) -> [FaultStrike] {
        state.withLock { state in
            state.entries.filter { entry in
                let setting = entry.setting
                guard setting.fault.standIn != nil, setting.server.map({ $0 == server }) ?? true
                else { return false }
                // After the last strike, the document has the server's own key again.
                guard entry.struck < setting.count ?? .max else { return false }
                return entry.struck > 0
                    || (entry.met >= setting.after && setting.probability >= 1)
            }.map {
                FaultStrike(number: $0.number, fault: $0.setting.fault, value: $0.setting.value)
            }
        }
    }

    /// Has what turned out to have nothing to strike not be counted.
    func takeBack(_ strike: FaultStrike) {
        state.withLock { state in
            guard let index = state.entries.firstIndex(where: { $0.number == strike.number })
            else { return }
            state.entries[index].struck -= 1
        }
    }
}
