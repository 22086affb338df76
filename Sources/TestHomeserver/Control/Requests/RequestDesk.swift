import Synchronization

/// Where requests are looked at, and held, before they are answered.
///
/// What is held goes on by itself once its time is over, whatever becomes of the one who wanted it.
final class RequestDesk: Sendable {
    private let state = Mutex(State())

    private struct State {
        var watches: [Watch] = []
        var held: [Int: Hold] = [:]
        var lastWatch = 0
        var lastRequest = 0
        var isEnded = false
    }

    fileprivate struct Watch {
        let number: Int
        let filter: RequestFilter
        /// How long each request is held; none where none is.
        let hold: Duration?
        var met: [Meeting] = []
        var cost = 0
        var waiting: [Awaited<Meeting>] = []
    }

    private struct Hold {
        let answer: Awaited<HeldAnswer>
        let duration: Duration
    }

    /// A request that was met.
    struct Meeting: Sendable {
        /// Its number, from 1.
        let number: Int
        /// The request.
        let request: MetRequest
        /// Whether it waits for what is said of it.
        let isHeld: Bool
    }

    /// How many watches there can be, and how many requests each keeps until they are asked for.
    private static let limit = (watches: 16, requests: 256, bytes: 8 << 20)

    /// Nobody watches.
    init() {}

    // MARK: - Requests

    /// Whether nobody looks, so that nothing has to be found out about a request.
    var isIdle: Bool { state.withLock { $0.watches.isEmpty } }

    /// Shows a request to all who want to see it.
    ///
    /// - Returns: Its number, where it is held.
    func meet(_ request: MetRequest) -> Int? {
        var released: [Hold] = []
        let number = state.withLock { state -> Int? in
            let meant = state.watches.indices.filter {
                state.watches[$0].filter.isFor(request)
            }
            guard !meant.isEmpty, !state.isEnded else { return nil }
            state.lastRequest += 1
            let number = state.lastRequest
            let duration = meant.compactMap { state.watches[$0].hold }.max()
            if let duration {
                state.held[number] = Hold(answer: Awaited(), duration: duration)
            }
            let meeting = Meeting(number: number, request: request, isHeld: duration != nil)
            for index in meant {
                for forgotten in state.watches[index].take(meeting, limit: Self.limit) {
                    guard let hold = state.held.removeValue(forKey: forgotten.number) else {
                        continue
                    }
                    released.append(hold)
                }
            }
            return duration == nil ? nil : number
        }
        for hold in released { hold.answer.give(.goOn) }
        return number
    }

    /// Waits until it is said what is to become of a held request, or its time is over.
    func answer(to number: Int) async -> HeldAnswer {
        guard let hold = state.withLock({ $0.held[number] }) else { return .goOn }
        let answer = await hold.answer.value(within: hold.duration) ?? .goOn
        state.withLock { state in
            if case .make = answer, !state.isEnded {
                state.held[number] = Hold(answer: Awaited(), duration: hold.duration)
            } else {
                state.held[number] = nil
            }
        }
        return answer
    }

    // MARK: - Those who control

    /// Watches for requests.
    ///
    /// - Returns: The number of the watch; none where there are too many.
    func watch(for filter: RequestFilter, hold: Duration?) -> Int? {
        state.withLock { state in
            guard state.watches.count < Self.limit.watches, !state.isEnded else { return nil }
            state.lastWatch += 1
            state.watches.append(Watch(number: state.lastWatch, filter: filter, hold: hold))
            return state.lastWatch
        }
    }

    /// Ends a watch; what it held and told nobody goes on.
    ///
    /// - Returns: Whether there was one.
    @discardableResult
    func unwatch(_ number: Int) -> Bool {
        var released: [Hold] = []
        let watch = state.withLock { state -> Watch? in
            guard let index = state.watches.firstIndex(where: { $0.number == number }) else {
                return nil
            }
            let watch = state.watches.remove(at: index)
            for meeting in watch.met {
                guard let hold = state.held.removeValue(forKey: meeting.number) else { continue }
                released.append(hold)
            }
            return watch
        }
        for hold in released { hold.answer.give(.goOn) }
        for waiter in watch?.waiting ?? [] { waiter.end() }
        return watch != nil
    }

    /// Whether there is a watch of that number.
    func isWatching(_ number: Int) -> Bool {
        state.withLock { state in state.watches.contains { $0.number == number } }
    }

    /// The next request that a watch meets, or has met and not told yet.
    func next(of watch: Int, within duration: Duration) async -> Meeting? {
        let waiter = Awaited<Meeting>()
        let isThere = state.withLock { state in
            guard let index = state.watches.firstIndex(where: { $0.number == watch }) else {
                return false
            }
            if state.watches[index].met.isEmpty {
                state.watches[index].waiting.append(waiter)
            } else {
                waiter.give(state.watches[index].takeFirst())
            }
            return true
        }
        guard isThere else { return nil }
        let meeting = await waiter.value(within: duration)
        state.withLock { state in
            guard let index = state.watches.firstIndex(where: { $0.number == watch }) else {
                return
            }
            state.watches[index].waiting.removeAll { $0 === waiter }
        }
        return meeting
    }

    /// Says what is to become of a held request.
    ///
    /// - Returns: Whether it is held and nothing was said yet.
    func say(_ answer: HeldAnswer, of number: Int) -> Bool {
        guard let hold = state.withLock({ $0.held[number] }) else { return false }
        return hold.answer.give(answer)
    }

    /// Lets everything go on, and has nobody wait any longer.
    func end() {
        let (watches, held) = state.withLock { state in
            state.isEnded = true
            defer { (state.watches, state.held) = ([], [:]) }
            return (state.watches, Array(state.held.values))
        }
        for hold in held { hold.answer.give(.goOn) }
        for waiter in watches.flatMap(\.waiting) { waiter.end() }
    }
}

extension RequestDesk.Watch {
    /// Tells the first who waits, else keeps the request.
    ///
    /// - Returns: What was forgotten for it.
    fileprivate mutating func take(
        _ meeting: RequestDesk.Meeting, limit: (watches: Int, requests: Int, bytes: Int)
    ) -> [RequestDesk.Meeting] {
        while !waiting.isEmpty {
            if waiting.removeFirst().give(meeting) { return [] }
        }
        met.append(meeting)
        cost += meeting.request.cost
        var forgotten: [RequestDesk.Meeting] = []
        while met.count > limit.requests || cost > limit.bytes, met.count > 1 {
            forgotten.append(takeFirst())
        }
        return forgotten
    }

    fileprivate mutating func takeFirst() -> RequestDesk.Meeting {
        let first = met.removeFirst()
        cost -= first.request.cost
        return first
    }
}
