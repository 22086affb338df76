/// How an answer goes out that does not go out as it should.
struct Delivery: Sendable, Hashable {
    /// How long it waits.
    var delay: Duration?
    /// How fast the body goes; none as fast as it can.
    var bytesPerSecond: Int?
    /// How many bytes of the body go out before the connection ends.
    var keptBytes: Int?
    /// By how much the announced length is off.
    var lengthDifference = 0
    /// How many bytes a further member of the body has.
    var padding = 0
    /// What becomes of the connection.
    var ending = Ending.usual

    /// What becomes of a connection.
    enum Ending: Sendable, Hashable {
        /// What becomes of any.
        case usual
        /// It stays open, and nothing comes.
        case stalled
        /// It is reset before anything comes.
        case reset
    }

    /// An answer that goes out as it should.
    init() {}
}
