/// What is known of a connection before anything is read from it, and the name that TLS asked for.
struct ConnectionFacts: Sendable, Hashable {
    /// The peer's address and port.
    var peer: String
    /// The address and port that it came to.
    var local: String
    /// The name of the TLS server name indication, where there was one.
    var tlsName: String?
    /// The faults that struck it on purpose.
    var faults: [String] = []
}
