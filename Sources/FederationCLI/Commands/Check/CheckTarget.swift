import FederationCore

/// One line of work: a server, or a text that is no server name.
enum CheckTarget: Sendable {
    /// A server to check.
    case server(ServerName)
    /// A text from a file that cannot be one, and why.
    case unparsable(String, ServerNameError)
}
