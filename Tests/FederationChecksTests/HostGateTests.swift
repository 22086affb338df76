import FederationCore
import Synchronization
import Testing

@testable import FederationChecks

@Suite("The gate of a host", .timeLimit(.minutes(1)))
struct HostGateTests {
    private static let place = IPAddress(192, 0, 2, 7)
    private static let other = IPAddress(192, 0, 2, 8)

    @Test("No more than so many are inside at the same time, and everybody gets in")
    func limits() async {
        let gate = HostGate(limit: 3)
        let counter = Counter()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    await gate.run(at: Self.place) {
                        counter.enter()
                        await Task.yield()
                        counter.leave()
                    }
                }
            }
        }
        let (now, most, done) = counter.counts.withLock { ($0.now, $0.most, $0.done) }
        #expect(now == 0 && done == 50)
        #expect((1...3).contains(most))
    }

    @Test("Who is cancelled while waiting does not wait, and takes nobody's room")
    func cancels() async {
        let gate = HostGate(limit: 1)
        let (stream, release) = AsyncStream<Void>.makeStream()
        let (entered, enter) = AsyncStream<Void>.makeStream()
        let first = Task {
            await gate.run(at: Self.place) {
                enter.finish()
                for await _ in stream {}
            }
        }
        for await _ in entered {}
        let second = Task { await gate.run(at: Self.place) { Task.isCancelled } }
        // Another address has room meanwhile.
        #expect(await gate.run(at: Self.other) { true })
        second.cancel()
        #expect(await second.value)
        release.finish()
        await first.value
        #expect(await gate.run(at: Self.place) { true })
    }

    /// Who is inside, how many there were at most, and how many have left.
    private final class Counter: Sendable {
        let counts = Mutex<(now: Int, most: Int, done: Int)>((0, 0, 0))

        func enter() {
            counts.withLock {
                $0.now += 1
                $0.most = max($0.most, $0.now)
            }
        }

        func leave() {
            counts.withLock {
                $0.now -= 1
                $0.done += 1
            }
        }
    }
}
