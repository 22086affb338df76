import ArgumentParser
import FederationCore
import Glibc
import Rendering

extension FedctlCommand {
    /// Runs the command line of the process, and ends the process.
    public static func start() async {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGINT) { _ in _exit(ExitStatus.interrupted.rawValue) }
        let arguments = Array(CommandLine.arguments.dropFirst())
        // Before the parser is built: a version must cost nothing.
        if arguments == ["--version"] {
            CommandContext.current.console.result("fedctl \(FedctlVersion.current)\n")
            _exit(ExitStatus.success.rawValue)
        }
        // Nothing is buffered, and no exit handler of a library may run beside threads that still end.
        _exit(await status(running: arguments).rawValue)
    }

    /// Runs one command line and says how it ended; everything it had to say is said.
    static func status(running arguments: [String]) async -> ExitStatus {
        let context = CommandContext.current
        let status = await end(of: arguments, context)
        if let failure = context.console.resultFailure {
            context.report(.badInput("standard output: \(failure)"))
            return .badInput
        }
        return status
    }

    private static func end(of arguments: [String], _ context: CommandContext) async -> ExitStatus {
        do {
            var command = try parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return .success
        } catch let failure as CommandFailure {
            context.report(failure)
            let output = GivenOutput(in: arguments)
            if failure.status == .usage {
                // The way out is the last that is read.
                if failure.hint == nil { context.console.note(usageLine(for: arguments)) }
            } else {
                if let result = output.result(of: failure) { context.console.result(result) }
                do {
                    try output.writeReports(of: failure)
                } catch {
                    context.report(error)
                }
            }
            return output.form == .nagios ? .monitoringUnknown : failure.status
        } catch let code as ExitCode {
            return ExitStatus(rawValue: code.rawValue) ?? .internalError
        } catch {
            return conclude(error, arguments: arguments, context: context)
        }
    }

    /// What the parser has to say: help and completion scripts are results, the rest is a usage error.
    private static func conclude(
        _ error: any Error, arguments: [String], context: CommandContext
    ) -> ExitStatus {
        // A typed error that no command turned into a failure of its own is a mistake of ours.
        guard exitCode(for: error) != .failure else {
            context.note("a bug in fedctl: \(error)")
            return .internalError
        }
        if exitCode(for: error) == .success {
            var text = fullMessage(for: error)
            if asksForHelp(arguments), let example = example(for: arguments) {
                text = "EXAMPLE: \(example)\n\n" + text
            }
            context.console.result(text.hasSuffix("\n") ? text : text + "\n")
            return .success
        }
        if let usage = error as? ValidationError {
            context.report(.usage(usage.message))
        } else if let words = unknownCommand(in: arguments) {
            context.report(.usage(words))
        } else {
            context.report(.usage(lowerCased(message(for: error))))
        }
        context.console.note(usageLine(for: arguments))
        return .usage
    }

    /// The command that `arguments` name, and its path, such as `keys fetch`.
    private static func command(
        for arguments: [String]
    ) -> (type: any ParsableCommand.Type, path: String) {
        var type: any ParsableCommand.Type = FedctlCommand.self
        var path = "fedctl"
        for argument in arguments where argument != "help" {
            guard
                let next = type.configuration.subcommands.first(where: {
                    $0.configuration.commandName == argument
                })
            else { break }
            type = next
            path += " " + argument
        }
        return (type, path)
    }

    /// What is wrong where a word stands for a command and is none; none where that is not it.
    private static func unknownCommand(in arguments: [String]) -> String? {
        var subcommands = FedctlCommand.configuration.subcommands
        for argument in arguments where argument != "help" {
            if subcommands.isEmpty || argument.hasPrefix("-") { return nil }
            // A key path instead of the closure crashes the compiler of Swift 6.3.
            let names = subcommands.map { $0.configuration.commandName ?? "" }
            guard let index = names.firstIndex(of: argument) else {
                return "'\(argument)' is no command"
                    + Suggestion.remark(for: argument, among: names)
            }
            subcommands = subcommands[index].configuration.subcommands
        }
        return nil
    }

    private static func usageLine(for arguments: [String]) -> String {
        let (type, path) = command(for: arguments)
        let usage = type.configuration.usage ?? "\(path) [options]"
        return "usage: \(usage); see '\(path) --help'"
    }

    private static func asksForHelp(_ arguments: [String]) -> Bool {
        let options = arguments.prefix { $0 != "--" }
        return options.first == "help" || options.contains("--help") || options.contains("-h")
    }

    private static func example(for arguments: [String]) -> String? {
        let type = command(for: arguments).type
        if type == FedctlCommand.self { return "fedctl check example.org" }
        return (type as? any ExemplifiedCommand.Type)?.example
    }

    /// The parser's sentence without its capital and its full stop, to follow `fedctl: `.
    private static func lowerCased(_ sentence: String) -> String {
        let lines = sentence.split(whereSeparator: \.isNewline).map { String($0).trimmed }
        var text = Substring(lines.joined(separator: " "))
        if text.hasPrefix("Error: ") { text = text.dropFirst(7) }
        while text.last == "." || text.last == "\n" { text = text.dropLast() }
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
