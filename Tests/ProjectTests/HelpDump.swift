import Foundation

/// The command tree as the built fedctl describes it to tools.
struct HelpDump: Decodable {
    let command: Command

    struct Command: Decodable {
        let commandName: String
        let abstract: String?
        let superCommands: [String]?
        let subcommands: [Command]?
        let arguments: [Argument]?
        let shouldDisplay: Bool?

        /// The words that call it, such as `fedctl keys fetch`.
        var path: [String] { (superCommands ?? []) + [commandName] }

        /// The command and everything below it, `help` left out.
        var all: [Command] {
            [self] + (subcommands ?? []).filter { $0.commandName != "help" }.flatMap(\.all)
        }

        /// The long options, without their dashes.
        var options: [String] {
            (arguments ?? []).filter { $0.shouldDisplay != false }
                .flatMap { $0.names ?? [] }
                .filter { $0.kind == "long" }.map(\.name)
        }
    }

    struct Argument: Decodable {
        /// `positional`, `option` or `flag`.
        let kind: String?
        let names: [Name]?
        let isOptional: Bool?
        let isRepeating: Bool?
        /// The values of which it has to be one.
        let allValues: [String]?
        let shouldDisplay: Bool?
    }

    struct Name: Decodable {
        let kind: String
        let name: String
    }

    /// Asks the built fedctl.
    static func load() throws -> Command {
        let text = try Project.fedctl(["--experimental-dump-help"])
        return try JSONDecoder().decode(HelpDump.self, from: Data(text.utf8)).command
    }
}
