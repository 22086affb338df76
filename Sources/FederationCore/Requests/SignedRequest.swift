/// A request with its signature; what is signed is what is sent.
public struct SignedRequest: Sendable, Hashable {
    /// The server that it is for.
    public let destination: ServerName
    /// The method, such as `GET`.
    public let method: String
    /// Path and query exactly as they were signed, percent-encoding included.
    public let target: String
    /// The body; none and empty are not the same.
    public let body: [UInt8]?
    /// The value of the `Authorization` header.
    public let authorization: String
    /// The canonical JSON that the signature is over.
    public let signedObject: [UInt8]
}
