/// Why a request is refused before it is whole.
enum EarlyRefusal: Sendable, Hashable {
    /// The body is, or says that it is, larger than the limit.
    case bodyTooLarge(limit: Int)
    /// All connections together hold as much as they may.
    case tooBusy
    /// The body did not come in time.
    case tooSlow(Duration)
    /// `Expect` demands something else than `100-continue`.
    case unknownExpectation
    /// There is no `Host`, or more than one.
    ///
    /// Spec: <https://www.rfc-editor.org/rfc/rfc9112.html#section-3.2>
    case noSingleHost(found: Int)
}
