public import Certificates
public import FederationCore

/// Makes TLS handshakes over OpenSSL, on a thread of its own.
///
/// A certificate that does not verify never ends a handshake: every error is collected, and the chain is reported
/// as it was sent. A name counts by the subject alternative names alone.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#tls>
public final class TLSInspector: TLSProbing {
    private let loop: HandshakeLoop
    private let proxy: ProxyLocation?

    /// An inspector that verifies with `trust`.
    ///
    /// - Parameters:
    ///   - trust: the roots; shared, not copied.
    ///   - proxy: what connections go through, and who knows its address; none for no proxy. Nobody is asked in
    ///     clear through it.
    ///   - maximumConcurrent: how many handshakes are under way at once; the time of one that waits for its turn
    ///     begins with its turn.
    ///   - userAgent: what a peer is told that is asked in clear whether it is plain HTTP.
    public init(
        trust: TrustStore, proxy: (HTTPProxy, names: any NameResolving)? = nil,
        maximumConcurrent: Int = 64, userAgent: String = "fedctl"
    ) {
        precondition(maximumConcurrent > 0, "no handshake could ever begin")
        loop = HandshakeLoop(
            context: TLSContext(trust: trust), limit: maximumConcurrent, userAgent: userAgent)
        self.proxy = proxy.map { ProxyLocation($0.0, names: $0.names) }
    }

    deinit { loop.stop() }

    /// Connects to `address` and `port`, and shakes hands for `name`.
    ///
    /// - Throws: ``TLSProbeError`` where no handshake was completed.
    public func probe(
        _ request: TLSProbeRequest
    ) async throws(TLSProbeError) -> TLSProbeResult {
        let ticket = ProbeTicket(
            request, through: try await proxy?.entry(timeout: request.timeout))
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                loop.submit(Submission(ticket: ticket, continuation: continuation))
            }
        } onCancel: {
            loop.cancel(ticket)
        }
        return try outcome.get()
    }
}
