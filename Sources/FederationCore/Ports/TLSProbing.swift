/// Makes TLS handshakes and reports what they showed, whatever the certificate is worth.
///
/// A deadline ends the wait even when the peer is deaf, and so does cancellation of the task.
public protocol TLSProbing: Sendable {
    /// Connects to `address` and `port`, and shakes hands for `name`.
    ///
    /// - Throws: ``TLSProbeError`` where no handshake was completed.
    func probe(_ request: TLSProbeRequest) async throws(TLSProbeError) -> TLSProbeResult
}
