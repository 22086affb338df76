public import MatrixJSON

/// The object that the signature of a request is over, member by member.
///
/// The members are what a sender says, so that an object that was made wrong can be written too.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#request-authentication>
public struct RequestObject: Sendable, Hashable {
    /// The JSON in `content`; none where the member is left out, as it is where there is no body.
    public var content: [UInt8]?
    /// The server that the request is for; none where the member is left out.
    public var destination: String?
    /// The method.
    public var method: String
    /// The server that the request comes from.
    public var origin: String
    /// Path and query.
    public var uri: String

    /// An object.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - uri: Path and query.
    ///   - origin: The server that the request comes from.
    ///   - destination: The server that it is for.
    ///   - content: The JSON of its body, which goes into the object byte for byte.
    public init(
        method: String, uri: String, origin: String, destination: String?, content: [UInt8]? = nil
    ) {
        self.method = method
        self.uri = uri
        self.origin = origin
        self.destination = destination
        self.content = content
    }

    /// The object of a request: `content` is the parsed body, in canonical form.
    ///
    /// - Throws: `JSONSyntaxError` where the body is no JSON by the rule for `numbers`.
    public init(
        method: String, target: String, body: [UInt8]?, origin: ServerName,
        destination: ServerName, numbers: NumberReading = .normalizing
    ) throws(JSONSyntaxError) {
        var content: [UInt8]?
        if let body { content = try canonicalize(body, numbers: numbers) }
        self.init(
            method: method, uri: target, origin: origin.description,
            destination: destination.description, content: content)
    }

    /// The canonical JSON of the object, where `content` is.
    public var canonicalBytes: [UInt8] {
        var bytes: [UInt8] = []
        func append(_ name: String, _ value: [UInt8]?) {
            guard let value else { return }
            bytes.append(bytes.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
            bytes += Array("\"\(name)\":".utf8)
            bytes += value
        }
        append("content", content)
        append("destination", destination.map { JSONValue.string($0).canonicalBytes() })
        append("method", JSONValue.string(method).canonicalBytes())
        append("origin", JSONValue.string(origin).canonicalBytes())
        append("uri", JSONValue.string(uri).canonicalBytes())
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }
}
