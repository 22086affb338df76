import Glibc

/// How long the same work took on several cores at once: on the wall, and in time of the processor.
struct Stopwatch: Sendable {
    /// The seconds on the wall, which also count what other processes do on the machine.
    let wallSeconds: Double
    /// The seconds of all cores together that the process used.
    let processorSeconds: Double
    /// What the work returned, once for each core.
    let results: [Int]

    /// Does `work` on so many cores at once, five times over, and keeps the best time of each kind.
    static func measure(
        cores: Int, _ work: @escaping @Sendable () -> Int
    ) async -> Stopwatch {
        var best = await once(cores: cores, work)
        for _ in 1..<5 {
            let next = await once(cores: cores, work)
            best = Stopwatch(
                wallSeconds: min(best.wallSeconds, next.wallSeconds),
                processorSeconds: min(best.processorSeconds, next.processorSeconds),
                results: next.results)
        }
        return best
    }

    /// Does `work` on so many cores at once.
    static func once(
        cores: Int, _ work: @escaping @Sendable () -> Int
    ) async -> Stopwatch {
        let wall = seconds(CLOCK_MONOTONIC)
        let processor = seconds(CLOCK_PROCESS_CPUTIME_ID)
        let results = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<cores { group.addTask { work() } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        return Stopwatch(
            wallSeconds: seconds(CLOCK_MONOTONIC) - wall,
            processorSeconds: seconds(CLOCK_PROCESS_CPUTIME_ID) - processor, results: results)
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
    }
}
