extension CurlTransport {
    /// How a transport connects.
    public struct Configuration: Sendable {
        /// The proxy that every connection goes through, as a URL; the environment's proxies are never used.
        public var proxy: String?
        /// Whether connections (and TLS sessions) are kept, for a later GET or HEAD; without it each exchange makes its own.
        public var reusesConnections: Bool
        /// The most bytes of header lines that an answer may have.
        public var maximumHeaderBytes: Int
        /// Sees what goes over the wire.
        public var tracing: (any HTTPTracing)?

        /// A configuration; by default no proxy, and a new connection for each exchange.
        public init(
            proxy: String? = nil, reusesConnections: Bool = false,
            maximumHeaderBytes: Int = 64 << 10, tracing: (any HTTPTracing)? = nil
        ) {
            self.proxy = proxy
            self.reusesConnections = reusesConnections
            self.maximumHeaderBytes = maximumHeaderBytes
            self.tracing = tracing
        }
    }
}
