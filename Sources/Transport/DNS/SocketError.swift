/// A call on a socket failed.
struct SocketError: Error, Hashable, CustomStringConvertible {
    /// The `errno`.
    var code: Int32

    var description: String { systemMessage(code) }
}
