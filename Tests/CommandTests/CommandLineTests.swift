import Testing

@Suite("The command line")
struct CommandLineTests {
    @Test("--version prints the version and ends")
    func version() async throws {
        let run = try await Fedctl.run(["--version"])
        #expect(run.status == 0 && run.out == "fedctl 0.1.0\n" && run.err.isEmpty, "\(run)")
    }

    @Test(
        "A wrong command line ends with 64, names what is wrong, and says how the command is called",
        arguments: [
            (["check", "example.org:x"], "fedctl: the port 'x' is not a number from 0 to 65535"),
            (["check", "a.example", "--nonsense"], "--nonsense"), (["nonsense"], "nonsense"),
            (["json", "canonical", "--omit"], "--omit"),
            (["check", "a.example", "--timeout", "-1"], "--timeout"),
            (["check", "a.example", "--timeout", "0"], "--timeout"),
            (["check", "a.example", "--ca-only"], "--ca"),
            (["check", "a.example", "--ipv4", "--ipv6"], "--ipv4"),
            (["resolve", "a.example", "--resolver", "not-an-address"], "not-an-address"),
            (["keys", "generate", "-"], "file"),
            (["json", "sign", "--as", "a b", "--key", "k"], "a b"),
            (["json", "sign", "--as", "a.example", "--key", "-"], "standard input"),
            (["check", "a.example", "--report", "json=-"], "json=-"),
            (["keys", "convert", "k"], "--to"),
            (["event", "authorize", "--ndjson", "--auth-events", "x"], "--ndjson"),
            (["event", "resolve", "x"], "--room-version"), (["event", "vectors", "run"], "'--'"),
            (["event", "build", "--room-version", "11", "--as", "a"], "--key"),
            (["explain", "no.such.check"], "no.such.check"),
            (["explain", "TLS.name"], "did you mean 'tls.name'?"),
            (["chek", "a.example"], "'chek' is no command; did you mean 'check'?"),
            (["keys", "fecth", "a.example"], "'fecth' is no command; did you mean 'fetch'?"),
            (["check", "a.example", "--report", "junt=x"], "FORM is one of text, json, ndjson"),
            (["check", "a.example", "--format", "xml"], "junit"),
            (["check", "a.example", "--timeout", "abc"], "expected a number of seconds"),
            (["serve", "--plain-http", "--ca-dir", "d"], "--key keeps the signing key"),
        ])
    func usage(arguments: [String], words: String) async throws {
        let (run, last) = try await Self.mistake(arguments, words)
        // As in: usage: fedctl keys <command> [options]; see 'fedctl keys --help'
        let parts = last.split(separator: "; see '", omittingEmptySubsequences: false)
        #expect(parts.count == 2 && parts[1].hasSuffix(" --help'"), "\(run)")
        let command = try #require(parts.last).dropLast(" --help'".count)
        #expect(last.hasPrefix("usage: \(command) "), "\(run)")
        // The command that was called, or that below which there is none of the name.
        let name = command.split(separator: " ").map(String.init)
        #expect(name.first == "fedctl" && arguments.starts(with: name.dropFirst()), "\(run)")
        #expect(name.count > 1 || words.contains("nonsense") || words.contains("chek"), "\(run)")
    }

    @Test(
        "Where there is a way out, it stands in the place of how the command is called",
        arguments: [
            (
                ["resolve", "a.example", "--connect-to", "x"], "found 1 part in 'x'",
                "IPv6 addresses stand in brackets, as in '[::1]'"
            ),
            (
                ["event", "id", "--room-version", "0"], "there is no room version '0'",
                "the room versions are 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12"
            ),
            (["api", "no-such"], "'no-such' is no operation", "'fedctl api' lists them"),
            (
                ["check", "a.example", "--only", "tls.chian"],
                "'tls.chian' is no check; did you mean 'tls.chain'?", "'fedctl explain' lists them"
            ),
        ])
    func hint(arguments: [String], words: String, hint: String) async throws {
        let (run, last) = try await Self.mistake(arguments, words)
        #expect(last == "        " + hint, "\(run)")
    }

    /// Runs a wrong line; returns the last line of the two that say so.
    private static func mistake(
        _ arguments: [String], _ words: String
    ) async throws -> (run: Fedctl.Run, last: Substring) {
        let run = try await Fedctl.run(arguments)
        #expect(run.status == 64 && run.out.isEmpty, "\(run)")
        #expect(!run.err.contains("\\u{"), "\(run)")
        let lines = run.err.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 3 && lines.last == "", "\(run)")
        #expect(lines[0].hasPrefix("fedctl: ") && lines[0].contains(words), "\(run)")
        return (run, lines.count > 1 ? lines[1] : "")
    }

    @Test(
        "The help of every command opens with an example",
        arguments: [
            ["check"], ["resolve"], ["keys", "fetch"], ["keys", "verify"], ["keys", "generate"],
            ["keys", "show"], ["keys", "convert"], ["keys", "document"], ["json", "canonical"],
            ["json", "sign"], ["json", "verify"], ["event", "hash"], ["event", "id"],
            ["event", "redact"], ["event", "inspect"], ["event", "build"], ["event", "authorize"],
            ["event", "resolve"], ["event", "check"], ["event", "vectors", "list"],
            ["event", "vectors", "run"], ["event", "sign"], ["event", "verify"], ["serve"],
            ["demo"],
            ["explain"], ["api"],
        ])
    func help(command: [String]) async throws {
        let run = try await Fedctl.run(command + ["--help"])
        #expect(run.status == 0 && run.err.isEmpty, "\(run)")
        #expect(run.out.hasPrefix("EXAMPLE: "), "\(run)")
        #expect(
            run.out.split(separator: "\n")[0].contains("fedctl \(command.joined(separator: " "))"))
    }

    @Test("Completion scripts are results", arguments: ["bash", "zsh", "fish"])
    func completion(shell: String) async throws {
        let run = try await Fedctl.run(["--generate-completion-script", shell])
        #expect(run.status == 0 && run.out.contains("canonical"), "\(run.status) \(run.err)")
    }

    @Test("Output that cannot be written is no success")
    func fullDisk() async throws {
        let run = try await Fedctl.run(["api"], standardOutput: "/dev/full")
        #expect(run.status == 65, "\(run)")
        #expect(run.err.contains("no space left on device"), "\(run)")
    }
}
