import FederationCore

/// An HTTP proxy, and where it is.
struct ProxyEntry: Sendable {
    let proxy: HTTPProxy
    let address: IPAddress
}
