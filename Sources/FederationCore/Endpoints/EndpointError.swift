/// An error that the specification lists for an operation.
public struct EndpointError: Sendable, Hashable, CustomStringConvertible {
    /// The status.
    public let status: Int
    /// The error code; none where the specification names none.
    public let code: String?

    init(_ status: Int, _ code: String? = nil) {
        self.status = status
        self.code = code
    }

    /// Status and code, such as `404 M_NOT_FOUND`.
    public var description: String {
        code.map { "\(status) \($0)" } ?? "\(status)"
    }
}
