import ArgumentParser
import FederationCore
import FoundationEssentials
import Glibc

/// What a command takes from outside: the streams, the clock, the environment, the random source.
struct CommandContext: Sendable {
    /// Where results and remarks go.
    var console: any Console
    /// The clock.
    var time: any TimeSource
    /// The environment variables that commands may look at.
    var environment: [String: String]
    /// Where secrets come from.
    var random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()

    /// The context of the command that runs; a test sets its own.
    @TaskLocal static var current = CommandContext(
        console: StandardConsole(), time: SystemTime(), environment: processEnvironment())

    /// Ends the command with `status`; success just returns.
    func finish(with status: ExitStatus) throws {
        if status != .success { throw ExitCode(status.rawValue) }
    }

    /// Writes what could not be done, with its hint, as every command does.
    func report(_ failure: CommandFailure) {
        note(failure.message, hint: failure.hint)
    }

    /// Writes a remark with the way out, where there is one.
    func note(_ remark: String, hint: String? = nil) {
        console.note("fedctl: " + remark.escapedForTerminal)
        guard let hint else { return }
        for line in hint.split(separator: "\n") {
            console.note("        " + String(line).escapedForTerminal)
        }
    }

    /// The file with fedctl's own configuration, which need not be there.
    var configurationFile: String {
        if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") {
            return folder + "/fedctl/config.yaml"
        }
        return (environment["HOME"] ?? "") + "/.config/fedctl/config.yaml"
    }

    /// A text that nobody guesses.
    func randomToken() -> String {
        var random = random
        let bytes = (0..<24).map { _ in UInt8.random(in: 0...255, using: &random) }
        return UnpaddedBase64.encode(bytes, alphabet: .urlSafe)
    }

    private static func processEnvironment() -> [String: String] {
        let names = [
            "HOME", "XDG_CONFIG_HOME", "NO_COLOR", "TERM", "TMPDIR", "SSL_CERT_FILE",
            "SSL_CERT_DIR",
        ]
        var values: [String: String] = [:]
        for name in names {
            if let value = getenv(name) { values[name] = String(cString: value) }
        }
        return values
    }
}
