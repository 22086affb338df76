import ArgumentParser
import FederationClient
import FederationCore
import Findings
import Rendering

/// `fedctl send`: a transaction of events and EDUs, or faults on purpose.
struct SendCommand: ExemplifiedCommand {
    static let example =
        "fedctl send example.org --edu typing room_id='!r:example.org' user_id=@a:tester.example "
        + "--as tester.example --key signing.key"

    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Send a transaction: events, EDUs, crafted faults.",
        usage: "fedctl send [options] <server> [<file or name=value>…]",
        discussion: """
            Files hold events, which go out as they are unless --sign is given; with --edu, what has the \
            form NAME=VALUE builds the EDU. '{}' for an event says that the server took it, not that it \
            accepted it: --confirm looks after a while whether it is part of the room there.
            """)

    @OptionGroup var output: OutputOptions
    @OptionGroup(title: "Identity") var signing: IdentityOptions
    @OptionGroup var contents: TransactionOptions
    @OptionGroup(title: "Crafted faults") var crafting: CraftOptions
    @OptionGroup(title: "Network") var network: NetworkOptions

    @Flag(help: "Show the request and what is signed, and send nothing.")
    var dryRun = false

    @Flag(help: "Look after --wait whether the server accepted the events.")
    var confirm = false

    @Option(
        help: ArgumentHelp(
            "The seconds before events are looked up (2).", valueName: "seconds"),
        transform: ArgumentMistake.seconds)
    var wait: Double = 2

    @Argument(help: "The server name, such as 'example.org'.")
    var server: String?

    @Argument(help: ArgumentHelp("Events, and parts of an EDU.", valueName: "file or name=value"))
    var words: [String] = []

    mutating func validate() throws {
        guard (0...3_600).contains(wait) else {
            throw ValidationError("--wait is a number of seconds from 0 to 3600")
        }
    }

    func run() async throws {
        let context = CommandContext.current
        if crafting.listFaults {
            let table = CraftedFaultTable()
            let printer = ReportPrinter(options: output, context: context)
            return try printer.show(
                .init(
                    text: { _ in table.text },
                    lastLine: { "\(CraftedFault.all.count) faults" }, json: { table.json }))
        }
        guard let server else { throw CommandFailure.usage("the server is missing") }
        let name = try ArgumentText.serverName(server)
        let faults = try crafting.faults()
        if faults.isEmpty {
            try requireOwn(name)
        } else {
            try crafting.requireOwn(name)
            try refuseContents()
        }
        try await signing.withIdentity(context) { identity in
            let identity = try IdentityOptions.required(identity, for: "transactions")
            let run = SendRun(command: self, context: context, identity: identity, server: name)
            let (outcome, isExpired) = try await Deadline.run(network.deadline) {
                try await faults.isEmpty ? run.transaction() : run.craft(faults)
            }
            if isExpired { throw CommandFailure.unreachable("the deadline came first") }
            try context.finish(with: outcome)
        }
    }

    /// Refuses a stranger where the key is that of a real homeserver, which changes nothing by accident.
    private func requireOwn(_ name: ServerName) throws(CommandFailure) {
        guard signing.synapseConfig != nil, !dryRun else { return }
        try crafting.owned.require(
            name, for: "a transaction with the key of a real homeserver goes")
    }

    /// Refuses what faults do not take: each is a transaction of its own.
    private func refuseContents() throws(CommandFailure) {
        let given = [
            ("files of events", contents.edu.isEmpty && !words.isEmpty),
            ("--edu", !contents.edu.isEmpty), ("--edu-file", !contents.eduFiles.isEmpty),
            ("--sign", contents.sign), ("--txn-id", contents.txnID != nil),
            ("--origin", contents.origin != nil),
            ("--origin-server-ts", contents.originServerTS != nil),
        ]
        guard let stranger = given.first(where: \.1)?.0 else { return }
        throw .usage("--craft and \(stranger) exclude each other")
    }
}
