import FederationCore
import FoundationEssentials
import TestSupport
import Testing

@testable import FederationCLI

@Suite("Running a command line")
struct CommandContextTests {
    private func run(
        _ arguments: [String], terminal: Bool = false, environment: [String: String] = [:]
    ) async -> (status: FederationCLI.ExitStatus, console: RecordingConsole) {
        let console = RecordingConsole(isResultTerminal: terminal)
        let context = CommandContext(
            console: console, time: FixedTime(now: Date(timeIntervalSince1970: 1_795_000_000)),
            environment: environment)
        let status = await CommandContext.$current.withValue(context) {
            await FedctlCommand.status(running: arguments)
        }
        return (status, console)
    }

    @Test("A usage error is talk, not a result, and what it quotes is escaped")
    func usage() async {
        let (status, console) = await run(["check", "a\u{1B}[31m.example"])
        #expect(status == .usage && console.text.isEmpty)
        #expect(console.notes.count == 2)
        #expect(!console.notes.joined().contains("\u{1B}"))
        #expect(console.notes[1].hasPrefix("usage: fedctl check "))
    }

    @Test("Colour is for terminals, and NO_COLOR, TERM=dumb and --no-color forbid it")
    func colour() async {
        let command = ["explain", "tls.chain"]
        #expect(await run(command, terminal: true).console.text.contains("\u{1B}["))
        #expect(!(await run(command).console.text.contains("\u{1B}[")))
        for environment in [["NO_COLOR": "1"], ["TERM": "dumb"]] {
            let plain = await run(command, terminal: true, environment: environment)
            #expect(!plain.console.text.contains("\u{1B}["))
        }
        let option = await run(command + ["--no-color"], terminal: true)
        #expect(!option.console.text.contains("\u{1B}["))
    }

    @Test("--quiet leaves the last line")
    func quiet() async {
        let (status, console) = await run(["api", "--quiet"])
        #expect(status == .success && console.text == "\(Endpoint.all.count) operations\n")
    }
}
