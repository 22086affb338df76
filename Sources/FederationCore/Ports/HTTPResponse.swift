/// What came back.
public struct HTTPResponse: Sendable, Hashable {
    /// The status, such as 200.
    public var status: Int
    /// The version of HTTP that was spoken, such as `HTTP/1.1` or `HTTP/2`.
    public var version: String
    /// The headers, in the order in which they came; interim (1xx) answers are left out.
    public var headers: [HTTPHeader]
    /// The body, as it came (after any content encoding was undone).
    public var body: [UInt8]
    /// How long each phase took.
    public var timings: HTTPTimings

    /// A response.
    public init(
        status: Int, version: String = "HTTP/1.1", headers: [HTTPHeader] = [], body: [UInt8] = [],
        timings: HTTPTimings = HTTPTimings()
    ) {
        self.status = status
        self.version = version
        self.headers = headers
        self.body = body
        self.timings = timings
    }

    /// The `Content-Type` without its parameters, in lower case.
    public var mediaType: String? {
        guard let value = headers.firstValue(of: "Content-Type") else { return nil }
        let type = value.prefix { $0 != ";" }.lowercased()
        return type.trimmingSpaces
    }
}

extension String {
    /// The text without spaces and tabs at its ends.
    var trimmingSpaces: String {
        let start = drop { $0 == " " || $0 == "\t" }
        guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return String(start[...last])
    }
}
