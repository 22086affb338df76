import ArgumentParser
import FederationCore

/// The servers that may be sent what others are spared.
struct OwnServerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A server that is yours: what may do harm goes to such alone, and what changes something with the key of a real homeserver (repeatable).",
            valueName: "server"))
    var own: [String] = []

    /// Whether `server` is one of them.
    func contains(_ server: ServerName) throws(CommandFailure) -> Bool {
        var names: [ServerName] = []
        for text in own { names.append(try ArgumentText.serverName(text, of: "--own")) }
        return names.contains(server)
    }

    /// Refuses a server that nobody said to be theirs; `what` goes to no other, such as `wrong headers go`.
    func require(_ server: ServerName, for what: String) throws(CommandFailure) {
        guard try contains(server) else {
            throw .usage(
                "\(what) to servers of your own alone",
                hint: "--own \(server) says that it is one")
        }
    }
}
