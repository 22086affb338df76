/// How long each phase of an exchange took, in milliseconds from its start to the end of the phase.
public struct HTTPTimings: Sendable, Hashable {
    /// Until the TCP connection stood.
    public var connect: Double?
    /// Until the TLS handshake was done.
    public var tls: Double?
    /// Until the first byte of the answer.
    public var firstByte: Double?
    /// Until the last byte.
    public var total: Double?

    /// Timings as far as they are known.
    public init(
        connect: Double? = nil, tls: Double? = nil, firstByte: Double? = nil, total: Double? = nil
    ) {
        self.connect = connect
        self.tls = tls
        self.firstByte = firstByte
        self.total = total
    }
}
