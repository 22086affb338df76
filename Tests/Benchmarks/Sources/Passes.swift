import Glibc

/// The same work done several times, and how much time of one core it took in the middle.
struct Passes {
    /// The number of passes that were timed.
    let count = 9
    /// The median of the seconds of the processor that a pass took.
    ///
    /// The time on the wall would also count what other processes do on the machine.
    let median: Double
    /// What the last pass returned, so that the work cannot be left out.
    let result: Int

    /// Does the work once to warm up, then times it.
    init(_ work: () throws -> Int) rethrows {
        var seconds: [Double] = []
        var result = try work()
        for _ in 0..<count {
            let start = clock()
            result = try work()
            seconds.append(Double(clock() - start) / Double(CLOCKS_PER_SEC))
        }
        median = seconds.sorted()[count / 2]
        self.result = result
    }
}
