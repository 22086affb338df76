public import Certificates
public import FederationCore

/// Sends HTTPS requests over libcurl, all of them driven by one thread.
///
/// Nothing is followed, cached or remembered, and one call is one request on the wire, but for one case: where
/// connections are kept and the kept one turns out to be dead, a GET or HEAD is sent again over a new one. Requests
/// with any other method have a new connection each, unless they say that they may be repeated. The thread starts with the first exchange and ends with the
/// last reference to the transport.
public final class CurlTransport: HTTPExchanging {
    private let trust: TrustStore
    private let configuration: Configuration
    let driver = CurlDriver()

    /// True: libcurl ends each transfer when its time is up.
    public var keepsLimits: Bool { true }

    /// A transport that believes the certificates of `trust`.
    public init(trust: TrustStore, configuration: Configuration = Configuration()) {
        self.trust = trust
        self.configuration = configuration
    }

    deinit {
        driver.stop()
    }

    /// Sends `request` over `route`, and waits for the complete answer, the deadline or cancellation.
    ///
    /// - Throws: ``HTTPExchangeError`` where there is no complete answer.
    public func exchange(
        _ request: HTTPRequest, over route: HTTPRoute, limits: HTTPLimits
    ) async throws(HTTPExchangeError) -> HTTPResponse {
        let lines = try RequestLines(request, over: route)
        let transfer = CurlTransfer(
            request: request, lines: lines, route: route, limits: limits, trust: trust,
            configuration: configuration, number: driver.nextNumber())
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                driver.start(transfer, continuation)
            }
        } onCancel: {
            driver.cancel(transfer)
        }
        return try result.get()
    }
}
