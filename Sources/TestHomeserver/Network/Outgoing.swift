/// An answer on its way out, and what becomes of the connection.
struct Outgoing: Sendable {
    /// The answer.
    var answer: Answer
    /// Whether the connection ends after it.
    var closes: Bool
    /// Whether the body is left out, since the request was `HEAD`.
    var omitsBody: Bool
    /// The `Date` header.
    var date: String
    /// How it goes out where a fault strikes it; none as it should.
    var delivery: Delivery?
}
