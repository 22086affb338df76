/// Sees what goes over the wire, for `--verbose`.
///
/// Called on the thread that drives all transfers, so an implementation returns at once.
public protocol HTTPTracing: Sendable {
    /// Notes `event` of the exchange with that number; numbers count up from 1.
    func trace(_ event: HTTPTraceEvent, exchange: UInt64)
}
