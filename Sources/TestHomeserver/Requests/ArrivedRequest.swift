import FederationCore

/// A whole request, as it came in.
struct ArrivedRequest: Sendable {
    /// The method, as it was written.
    var method: String
    /// Path and query exactly as they were sent.
    var target: String
    /// The header lines, in the order in which they came.
    var headers: [HTTPHeader]
    /// The body; empty where there was none.
    var body: [UInt8]
    /// Whether the connection can serve another request after this one.
    var keepsAlive: Bool
    /// The connection that it came over.
    var connection: ConnectionFacts

    /// The value of the `Host` header.
    var hostHeader: String? { headers.firstValue(of: "Host") }

    /// The target without its query.
    var path: Substring { target.prefix { $0 != "?" } }

    /// The values of the `Authorization` headers, in the order in which they came.
    var authorizations: [String] {
        headers.filter { $0.name.lowercased() == "authorization" }.map(\.value)
    }
}
