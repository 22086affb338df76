import FederationCore
import Synchronization

/// One probe on its way to the thread: what is asked for, and whether it is still wanted.
final class ProbeTicket: Sendable {
    let request: TLSProbeRequest
    /// The proxy that it goes through.
    let proxy: ProxyEntry?
    private let cancelled = Atomic<Bool>(false)

    init(_ request: TLSProbeRequest, through proxy: ProxyEntry? = nil) {
        self.request = request
        self.proxy = proxy
    }

    /// Whether nobody waits for the outcome.
    var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

    /// Says that nobody waits for the outcome.
    func cancel() {
        cancelled.store(true, ordering: .releasing)
    }
}
