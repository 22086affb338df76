/// Something that went over the wire, or happened around it.
public enum HTTPTraceEvent: Sendable, Hashable {
    /// What the HTTP library did, such as the address that it tries.
    case information(String)
    /// A line of the request's head, as it was sent; secrets are shortened.
    case requestLine(String)
    /// A line of the answer's head, as it came; it may hold anything that the peer chose.
    case responseLine(String)
    /// So many bytes of body went out.
    case requestBody(bytes: Int)
    /// So many bytes of body came in, as they were encoded.
    case responseBody(bytes: Int)
}
