public import FederationCore
import Glibc

/// A port of a loopback address where nobody listens, for as long as it is held.
public final class ClosedPort: Sendable {
    /// The number of the port.
    public let port: UInt16
    private let descriptor: Int32

    /// Takes a free port of `address`.
    public init(on address: IPAddress = .loopback) throws(ScriptedServerError) {
        (descriptor, port) = try LoopbackSocket.bound(SOCK_STREAM, to: address, port: 0)
    }

    deinit { close(descriptor) }
}
