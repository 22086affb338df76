public import MatrixJSON

/// Why a file holds no key documents.
public struct SavedKeysError: Error, Hashable, CustomStringConvertible {
    /// The file, as it was named by the caller.
    public let path: String
    /// What is wrong.
    public let reason: Reason

    /// An error about `path`.
    public init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }

    /// The mistakes that are recognised.
    public enum Reason: Sendable, Hashable {
        /// The bytes are no JSON.
        case notJSON(JSONSyntaxError)
        /// The JSON is neither a key document nor the answer of a notary.
        case noKeyDocument
    }

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch reason {
        case .notJSON(let error): "\(path): \(error)"
        case .noKeyDocument:
            "\(path): expected a key document, or a notary's answer with the member server_keys"
        }
    }
}
