/// How long an exchange may take, and how much it may bring.
public struct HTTPLimits: Sendable, Hashable {
    /// The longest that the whole exchange may take.
    public var timeout: Duration
    /// The most bytes of body that are kept; more ends the exchange.
    public var maximumBodyBytes: Int

    /// Limits of an exchange.
    public init(timeout: Duration = .seconds(10), maximumBodyBytes: Int = 8 << 20) {
        self.timeout = timeout
        self.maximumBodyBytes = maximumBodyBytes
    }
}
