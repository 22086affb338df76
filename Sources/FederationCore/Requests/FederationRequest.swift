public import MatrixJSON

/// A request to a homeserver, as the bytes that will be signed and sent.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#request-authentication>
public struct FederationRequest: Sendable, Hashable {
    /// The server that it is for, by the name before any delegation.
    public let destination: ServerName
    /// The row of the endpoint table that it was built from; none for a request made by hand.
    public let operation: String?
    /// The method, such as `GET`.
    public let method: String
    /// Path and query exactly as they are sent, percent-encoding included.
    public let target: String
    /// The body; none and empty are not the same.
    public let body: [UInt8]?
    /// How the numbers of the body are read where it is signed: events of old room versions have numbers that
    /// canonical JSON does not have.
    public var numbers = NumberReading.normalizing
    /// Further headers; one of them takes the place of what would go out under the same name.
    public var headers: [HTTPHeader] = []

    /// A request of parts that were checked.
    init(
        destination: ServerName, operation: String?, method: String, target: String, body: [UInt8]?
    ) {
        self.destination = destination
        self.operation = operation
        self.method = method
        self.target = target
        self.body = body
    }
}
