public import FederationCore
import MatrixJSON

/// A request that was made by hand, with everything that goes out.
public struct CraftedRequest: Sendable, Hashable {
    /// The method.
    public var method: String
    /// Path and query as they are sent.
    public var target: String
    /// The headers, `Authorization` among them; `Host` and `User-Agent` are added where it goes out.
    public var headers: [HTTPHeader]
    /// The body.
    public var body: [UInt8]?
    /// How many bytes a second go out at most.
    public var bytesPerSecond: Int?
    /// The object that its signature is over.
    public var signedObject: [UInt8]
    /// The transaction that it brings, for reading what is said of each event.
    public var transaction: Transaction?

    /// Whether it goes where transactions go, whatever it brings.
    var isTransaction: Bool { method == "PUT" && target.hasPrefix("/_matrix/federation/v1/send/") }

    /// The request as it goes out to `destination`.
    public func request(for destination: Destination, userAgent: String) -> HTTPRequest {
        var request = HTTPRequest(
            method: method, target: target, hostHeader: destination.hostHeader,
            headers: [HTTPHeader("User-Agent", userAgent)] + headers, body: body)
        request.bytesPerSecond = bytesPerSecond
        return request
    }
}
