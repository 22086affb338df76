public import FoundationEssentials

/// Where the time comes from, so that a test can say what time it is.
public protocol TimeSource: Sendable {
    /// The wall-clock time.
    var now: Date { get }
    /// Milliseconds of a clock that never goes back; only differences mean something.
    var monotonicMilliseconds: Double { get }
}
