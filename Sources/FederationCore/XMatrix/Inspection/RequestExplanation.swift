/// With what changes the signature of a request verifies.
public struct RequestExplanation: Sendable {
    /// What was done otherwise; one or two things.
    public let mistakes: [RequestMistake]
    /// The key that it verifies with.
    public let key: RequestKey
    /// The object that was signed.
    public let signedObject: [UInt8]

    /// What it verifies with, in words.
    public var words: String {
        "it verifies with " + mistakes.map(\.words).joined(separator: ", and with ")
    }
}
