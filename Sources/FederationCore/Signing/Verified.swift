/// A value whose signatures were checked; only a verifier can make one.
public struct Verified<Value: Sendable>: Sendable {
    /// The value, as it came.
    public let value: Value
    /// Who signed it with which key, as far as that was checked; never empty.
    public let signedBy: [Signer]

    init(_ value: Value, signedBy: [Signer]) {
        self.value = value
        self.signedBy = signedBy
    }

    /// What was read from the value and from nothing else, which is verified as well.
    public func map<Result: Sendable, Failure: Error>(
        _ read: (Value) throws(Failure) -> Result
    ) throws(Failure) -> Verified<Result> {
        Verified<Result>(try read(value), signedBy: signedBy)
    }
}
