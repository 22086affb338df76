import ArgumentParser
import FederationCore
import Rendering
import TestHomeserver

/// `fedctl serve`: the embedded test homeserver.
struct ServeCommand: ExemplifiedCommand {
    static let example = "fedctl serve --name localhost:8448 --ca-dir test-ca"

    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run a test homeserver, until SIGINT or SIGTERM.",
        usage: "fedctl serve [options]",
        discussion: """
            It answers every operation of 'fedctl api' from the rooms, users and files of --rooms, and \
            does wrong on purpose what --faults says. Without --ca-dir and --tls-cert its certificate \
            comes from a throw-away authority. Standard output says where it listens and what to \
            trust; standard error gets a line an exchange.
            """)

    @OptionGroup var serving: ServeOptions

    @Flag(help: "Print where it listens as one JSON object.")
    var json = false

    @Flag(help: "No line on standard error for each exchange.")
    var quiet = false

    @Option(
        help: ArgumentHelp(
            "Write a JSON object for each exchange to this file, anew.", valueName: "file"))
    var journal: String?

    @Flag(help: "End with 1 where a peer asks what none in order asks.")
    var strict = false

    @Flag(help: "Print the faults that --faults can name, and end.")
    var listFaults = false

    func run() async throws {
        let context = CommandContext.current
        if listFaults {
            let table = FaultTable()
            return context.console.result(json ? table.json.prettyText + "\n" : table.text)
        }
        let file = try journal.map { try JournalFile(path: $0) }
        let strictness = strict ? StrictJournal() : nil
        var journals: [any ExchangeRecording] = []
        if let file { journals.append(file) }
        if let strictness { journals.append(strictness) }
        if !quiet { journals.append(ConsoleJournal(console: context.console)) }
        let server = try await ServedHomeserver.start(
            serving, context, journal: journals.isEmpty ? nil : Journals(all: journals))
        // Until here a signal ends the process at once: large rooms take their time.
        let end = EndSignal()
        let announcement = server.announcement
        context.console.result(
            json ? announcement.json.lineText + "\n" : announcement.text)
        let limit = serving.network.deadline
        // Cancelled by a signal, which ends the command just as well.
        _ = await end.orResult(of: { await server.untilItShouldEnd(after: limit) })
        await server.stop()
        if let file, !file.hasAll, let journal {
            throw CommandFailure.badInput("\(journal): not every exchange could be written")
        }
        guard let reasons = strictness?.reasons, !reasons.isEmpty else { return }
        for reason in reasons { context.note("unexpected: \(reason)") }
        try context.finish(with: .findings)
    }
}
