public import FederationCore

/// One address that was asked for a well-known document.
public struct WellKnownAttempt: Sendable, Hashable {
    /// The address.
    public var address: IPAddress
    /// The port.
    public var port: UInt16
    /// Why it gave no answer; none where it gave one.
    public var error: HTTPExchangeError?

    /// An attempt.
    public init(address: IPAddress, port: UInt16, error: HTTPExchangeError? = nil) {
        self.address = address
        self.port = port
        self.error = error
    }
}
