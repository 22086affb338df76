import FederationCore

extension HTTPExchangeError {
    /// Whether the request may be sent to another address after this failure at one.
    ///
    /// What only reads may be sent again; what may change something only where it never went out,
    /// because the connection or its handshake failed.
    func allowsAnotherAddress(for method: String) -> Bool {
        switch phase {
        case .refused, .connect, .tls, .certificate: true
        case .timeout: method == "GET" || method == "HEAD"
        case .proxy, .notHTTP, .truncated, .tooLarge, .cancelled, .other: false
        }
    }
}
