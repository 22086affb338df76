import ArgumentParser
import FederationCore
import TestHomeserver

/// What the embedded homeserver is, and where.
struct ServeOptions: ParsableArguments {
    @Option(
        name: .customLong("name"),
        help: ArgumentHelp(
            "A server name to serve (repeatable); without one, localhost and the port.",
            valueName: "server"))
    var names: [String] = []

    @Option(
        name: .customLong("listen"),
        help: ArgumentHelp(
            "Where to listen (repeatable); port 0 takes a free one. Default: 127.0.0.1:8448.",
            valueName: "address:port"))
    var listeners: [String] = []

    @Option(
        help: ArgumentHelp(
            "The signing key of the first name; without it, a key is made.", valueName: "file"))
    var key: String?

    @OptionGroup var certificates: CertificateOptions

    @Flag(
        help:
            "Exchange everything between the names over HTTP, as if each had a process of its own.")
    var apart = false

    @Option(
        name: .customLong("well-known"),
        help: ArgumentHelp(
            "Delegate the first name to this server in the well-known document.",
            valueName: "server"))
    var wellKnown: String?

    @Option(
        help: ArgumentHelp(
            "What a name has (rooms, users, media), in YAML (repeatable); without NAME=, the first.",
            valueName: "[name=]file"))
    var rooms: [String] = []

    @Option(
        name: .customLong("dump"),
        help: ArgumentHelp(
            "A room that a name has, as its events, one a line (repeatable).",
            valueName: "[name=]file"))
    var dumps: [String] = []

    @Option(
        help: ArgumentHelp("What to do wrong on purpose, in YAML.", valueName: "file"))
    var faults: String?

    @Option(
        name: .customLong("control"),
        help: ArgumentHelp(
            "Let the homeserver be asked and told there while it runs, in plain HTTP; port 0 takes a free one.",
            valueName: "address:port"))
    var controlPlace: String?

    @Option(
        help: ArgumentHelp(
            "The token of --control, or '@' and a file that holds it; without it, one is made.",
            valueName: "token"))
    var controlToken: String?

    @OptionGroup(title: "Limits") var limits: ServeLimitOptions

    @OptionGroup(title: "Requests to other servers") var network: NetworkOptions

    mutating func validate() throws {
        if controlToken != nil, controlPlace == nil {
            throw ValidationError("--control-token needs --control")
        }
    }

    /// Whether the system chooses a port.
    var choosesPort: Bool { listeners.contains { $0.hasSuffix(":0") } }

    /// Where to listen, with the port that was chosen for 0.
    func addresses() throws(CommandFailure) -> [ListenAddress] {
        guard !listeners.isEmpty else { return [.loopback(port: 8448)] }
        var parsed: [ListenAddress] = []
        for text in listeners {
            parsed.append(try Self.listenAddress(text, port: 8448, of: "--listen"))
        }
        let open = parsed.filter { $0.port == 0 }.map(\.address)
        guard !open.isEmpty else { return parsed }
        guard let port = FreePort.find(on: open) else {
            throw .badInput("no port is free on \(open.map(\.description).joined(separator: ", "))")
        }
        return parsed.map { ListenAddress($0.address, port: $0.port == 0 ? port : $0.port) }
    }

    /// Where the homeserver can be asked and told, and the token for it; none where it cannot.
    ///
    /// What is recorded for those who ask goes on to `journal`.
    func control(
        _ context: CommandContext, journal: (any ExchangeRecording)? = nil
    ) throws(CommandFailure) -> ControlConfiguration? {
        guard let controlPlace else { return nil }
        return ControlConfiguration(
            listener: try Self.listenAddress(controlPlace, port: 0, of: "--control"),
            token: try token() ?? context.randomToken(),
            journal: JournalMemory(handingOnTo: journal))
    }

    private func token() throws(CommandFailure) -> String? {
        guard let controlToken else { return nil }
        guard controlToken.hasPrefix("@") else {
            // A variable that is not set must not open the door.
            guard Self.isToken(controlToken) else {
                throw .usage("--control-token: expected a token of one word")
            }
            return controlToken
        }
        let path = String(controlToken.dropFirst())
        let text = String(decoding: try InputFile(path).bytes(), as: UTF8.self).trimmed
        guard Self.isToken(text) else {
            throw .badInput("\(path): expected a token of one word")
        }
        return text
    }

    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f }
    }

    /// Reads where to listen, as the value of `option`.
    static func listenAddress(
        _ text: String, port: UInt16, of option: String
    ) throws(CommandFailure) -> ListenAddress {
        guard let name = try? ServerName(parsing: text), case .address(let address) = name.host
        else {
            throw .usage(
                "\(option): '\(text)' is not an IP address with a port",
                hint: "such as '127.0.0.1:8448' or '[::1]:8448'")
        }
        return ListenAddress(address, port: name.port ?? port)
    }
}
