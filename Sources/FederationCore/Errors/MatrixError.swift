public import FoundationEssentials
import MatrixJSON

/// An answer that is a refusal: its status, and what its body says where it says something.
///
/// Spec: <https://spec.matrix.org/v1.19/client-server-api/#standard-error-response>
public struct MatrixError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The status.
    public let status: Int
    /// The code, such as `M_FORBIDDEN`; none where the body has none.
    public let errcode: String?
    /// What the body says for people.
    public let message: String?
    /// What the body is.
    public let body: Body
    /// When the request may be repeated, as the answer says.
    public let retryAfter: RetryAfter?

    /// What the body of a refusal is.
    public enum Body: Sendable, Hashable {
        /// A JSON object with an `errcode`.
        case matrix
        /// A JSON object without one.
        case json
        /// Something else, such as a page of a proxy, with its media type.
        case other(mediaType: String?)
        /// Nothing.
        case empty
    }

    /// When a request may be repeated.
    public enum RetryAfter: Sendable, Hashable {
        /// After so many milliseconds.
        case milliseconds(Int64)
        /// At a time.
        case date(Date)

        /// How long that is from `now`, never less than nothing.
        public func delay(from now: Date) -> Duration {
            switch self {
            case .milliseconds(let count): .milliseconds(max(0, count))
            case .date(let date): .seconds(max(0, date.timeIntervalSince(now).rounded(.up)))
            }
        }
    }

    /// Reads a refusal; nil where the status says that the request went well.
    public init?(_ response: HTTPResponse) {
        guard !(200..<300).contains(response.status) else { return nil }
        status = response.status
        // A refusal that is no JSON is still a refusal: the body says which.
        let root = try? JSONDocument(parsing: response.body).root
        let object = root?.kind == .object ? root : nil
        errcode = object?["errcode"]?.string
        message = object?["error"]?.string
        if response.body.isEmpty {
            body = .empty
        } else if object == nil {
            body = .other(mediaType: response.mediaType)
        } else {
            body = errcode == nil ? .json : .matrix
        }
        let header = response.headers.firstValue(of: "Retry-After")
        retryAfter =
            header.flatMap(Self.retryAfter)
            ?? object?["retry_after_ms"]?.integer.map { .milliseconds($0) }
    }

    /// Status, code and message, such as `403 M_FORBIDDEN, Host not in room`.
    public var description: String {
        var text = errcode.map { "\(status) \($0)" } ?? "\(status)"
        if let message { text += ", \(message)" }
        switch body {
        case .matrix: break
        case .json: text += ", no errcode"
        case .other(let mediaType): text += ", not a Matrix error (\(mediaType ?? "no type"))"
        case .empty: text += ", no body"
        }
        return text
    }

    /// Reads a `Retry-After`: seconds, or a date.
    private static func retryAfter(_ value: String) -> RetryAfter? {
        let isNumber = !value.isEmpty && value.utf8.allSatisfy { (0x30...0x39).contains($0) }
        if isNumber {
            // A number beyond any clock is as good as none.
            return Int64(value).flatMap { $0 < Int64.max / 1000 ? .milliseconds($0 * 1000) : nil }
        }
        // A date that cannot be read is as good as none.
        return HTTPDate.parse(value).map { .date($0) }
    }
}
