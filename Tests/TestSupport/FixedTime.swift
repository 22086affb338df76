public import FederationCore
public import FoundationEssentials

/// A clock that shows what it was told.
public struct FixedTime: TimeSource {
    /// The wall-clock time.
    public var now: Date
    /// Always the same.
    public var monotonicMilliseconds: Double

    /// A clock that shows `now`.
    public init(now: Date, monotonicMilliseconds: Double = 0) {
        self.now = now
        self.monotonicMilliseconds = monotonicMilliseconds
    }
}
