import Testing

@Suite("The command line")
struct CommandLineTests {
    @Test("--version prints the version and ends")
    func version() async throws {
        let run = try await Fedctl.run(["--version"])
        #expect(run.status == 0 && run.out == "fedctl 0.1.0\n" && run.err.isEmpty, "\(run)")
    }

    @Test(
        "A wrong command line ends with 64, names what is wrong, and prints no result",
        arguments: [
            (["check", "example.org:x"], "fedctl: the port 'x' is not a number from 0 to 65535"),
            (["check", "a.example", "--nonsense"], "--nonsense"), (["nonsense"], "nonsense"),
            (["json", "canonical", "--omit"], "--omit"),
            (["check", "a.example", "--timeout", "-1"], "--timeout"),
            (["check", "a.example", "--timeout", "0"], "--timeout"),
            (["check", "a.example", "--ca-only"], "--ca"),
            (["check", "a.example", "--ipv4", "--ipv6"], "--ipv4"),
            (["resolve", "a.example", "--connect-to", "x"], "x"),
            (["resolve", "a.example", "--resolver", "not-an-address"], "not-an-address"),
            (["keys", "generate", "-"], "file"),
            (["json", "sign", "--as", "a b", "--key", "k"], "a b"),
            (["json", "sign", "--as", "a.example", "--key", "-"], "standard input"),
            (["check", "a.example", "--report", "json=-"], "json=-"),
            (["keys", "convert", "k"], "--to"),
            (["event", "id", "--room-version", "0"], "no room version '0'"),
            (["event", "authorize", "--ndjson", "--auth-events", "x"], "--ndjson"),
            (["event", "resolve", "x"], "--room-version"), (["event", "vectors", "run"], "'--'"),
            (["event", "build", "--room-version", "11", "--as", "a"], "--key"),
            (["explain", "no.such.check"], "no.such.check"),
            (["explain", "TLS.name"], "did you mean 'tls.name'?"),
            (["chek", "a.example"], "'chek' is no command; did you mean 'check'?"),
            (["keys", "fecth", "a.example"], "'fecth' is no command; did you mean 'fetch'?"),
            (["check", "a.example", "--only", "tls.chian"], "did you mean 'tls.chain'?"),
            (["check", "a.example", "--report", "junt=x"], "FORM is one of text, json, ndjson"),
            (["check", "a.example", "--format", "xml"], "junit"),
            (["check", "a.example", "--timeout", "abc"], "expected a number of seconds"),
            (["serve", "--plain-http", "--ca-dir", "d"], "--key keeps the signing key"),
            (["api", "no-such"], "no-such"),
        ])
    func usage(arguments: [String], words: String) async throws {
        let run = try await Fedctl.run(arguments)
        #expect(run.status == 64 && run.out.isEmpty, "\(run)")
        #expect(run.err.contains(words) && !run.err.contains("\\u{"), "\(run)")
        let lines = run.err.split(separator: "\n")
        #expect(lines.first?.hasPrefix("fedctl: ") == true, "\(run)")
        // The way out, or where there is none how the command is called.
        #expect(
            lines.last.map { $0.hasPrefix("usage: fedctl") || $0.hasPrefix("        ") } == true,
            "\(run)")
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
