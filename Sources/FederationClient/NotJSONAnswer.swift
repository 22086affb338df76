public import FederationCore
public import MatrixJSON

/// An answer that should be JSON, as those of all operations but the ones for media, and is none: a front end
/// that answers everything with 200, such as a page of a web server.
public struct NotJSONAnswer: Error, Sendable, Hashable, CustomStringConvertible {
    /// The status, which says that all went well.
    public let status: Int
    /// What the answer says that it is.
    public let mediaType: String?
    /// Why it is no JSON.
    public let error: JSONSyntaxError

    /// Looks at an answer that went well; nil where nothing is wrong with it.
    ///
    /// - Parameters:
    ///   - response: The answer.
    ///   - operation: The row of the endpoint table that was asked for; of a request made by hand nothing is
    ///     demanded.
    public init?(_ response: HTTPResponse, to operation: String?) {
        guard operation != nil, !MediaAnswer.isGiven(by: operation),
            (200..<300).contains(response.status)
        else { return nil }
        do {
            _ = try JSONDocument(parsing: response.body, numbers: .preserving)
            return nil
        } catch {
            status = response.status
            mediaType = response.mediaType
            self.error = error
        }
    }

    /// The error in words, as they follow a status.
    public var words: String { "not JSON (\(mediaType ?? "no type")): \(error)" }

    /// The error in words, as it follows `fedctl: `.
    public var description: String { "\(status), but \(words)" }
}
