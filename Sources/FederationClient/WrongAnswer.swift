public import FederationCore
import MatrixJSON

/// An answer whose status says that all went well, and that is none to what was asked: of a front end that answers
/// everything with a page of its own, or of a server that says something else than the operation answers.
public struct WrongAnswer: Error, Sendable, Hashable, CustomStringConvertible {
    /// The status.
    public let status: Int
    /// What is wrong, as it follows a status.
    public let words: String

    /// Looks at an answer; nil where nothing is wrong with it, or where it is a refusal.
    ///
    /// - Parameters:
    ///   - response: The answer.
    ///   - operation: The row of the endpoint table that was asked for; of a request made by hand nothing is
    ///     demanded.
    public init?(_ response: HTTPResponse, to operation: String?) {
        guard let operation, !MediaAnswer.isGiven(by: operation),
            (200..<300).contains(response.status),
            let words = Self.words(response, Endpoint.named(operation))
        else { return nil }
        status = response.status
        self.words = words
    }

    private static func words(_ response: HTTPResponse, _ row: Endpoint?) -> String? {
        let root: JSONElement
        do {
            root = try JSONDocument(parsing: response.body, numbers: .preserving).root
        } catch {
            return "not JSON (\(response.mediaType ?? "no type")): \(error)"
        }
        // The oldest operations answer with an array that repeats the status.
        guard let row, !row.response.hasPrefix("[") else { return nil }
        guard root.kind == .object else { return "not an object, but \(root.kind.words)" }
        if let code = root["errcode"]?.string { return "with an error, \(code)" }
        for name in row.answeredLists where root[name]?.kind != .array {
            return "without the list '\(name)'"
                + (root[name].map { ", but \($0.kind.words)" } ?? "")
        }
        return nil
    }

    /// The error in words, as it follows `fedctl: `.
    public var description: String { "\(status), but \(words)" }
}

extension Endpoint {
    /// The members of a good answer that are lists.
    fileprivate var answeredLists: [String] {
        let parts = response.components(before: #"": ["#)
        return parts.compactMap { $0.split(separator: "\"").last.map(String.init) }
    }
}

extension String {
    /// What stands before each occurrence of `mark`, from the one before it on.
    fileprivate func components(before mark: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: mark) {
            parts.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        return parts
    }
}
