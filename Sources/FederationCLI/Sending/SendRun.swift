import FederationClient
import FederationCore
import Findings
import Rendering
import RoomEvents
import ServerDiscovery

/// Sends what a command line of `fedctl send` says, and prints what came of it.
struct SendRun: Sendable {
    let command: SendCommand
    let context: CommandContext
    let identity: FederationIdentity
    let server: ServerName

    private var printer: ReportPrinter { ReportPrinter(options: command.output, context: context) }

    private func client() throws -> FederationClient {
        FederationClient(environment: try command.network.environment(context))
    }

    // MARK: - A transaction

    /// Sends one transaction; how the command ends.
    func transaction() async throws -> ExitStatus {
        let transaction = try command.contents.transaction(command.words, by: identity, context)
        let request: FederationRequest
        do {
            request = try transaction.request(to: server)
        } catch {
            throw CommandFailure.usage("\(error)")
        }
        let version = try command.contents.version.version()
        if command.confirm { try requireIDs(of: transaction, version) }
        let client = try client()
        if command.dryRun {
            try await show(request, by: client)
            return .success
        }
        guard !transaction.pdus.isEmpty || !transaction.edus.isEmpty else {
            throw CommandFailure.usage("there is nothing to send: no event and no EDU")
        }
        announce(
            "a transaction of \(transaction.pdus.count) PDUs and \(transaction.edus.count) EDUs")
        let exchange: FederationExchange
        switch await client.outcome(of: request, signedBy: identity) {
        case .success(let answered): exchange = answered
        case .failure(let error): throw CommandFailure(requestError: error)
        }
        var found: [FoundEvent] = []
        if command.confirm, exchange.refusal == nil, !transaction.pdus.isEmpty,
            WrongAnswer(exchange.response, to: "send") == nil
        {
            // Cut short by the deadline, after which nothing is looked up.
            try? await Task.sleep(for: .milliseconds(Int(command.wait * 1_000)))
            found = await client.find(
                transaction.pdus, on: server, signedBy: identity, version: version)
        }
        let report = TransactionReport(server: server, transaction, exchange, found: found)
        try printer.show(
            .init(
                text: { report.text(style: $0) }, lastLine: { report.lastLine },
                json: { report.json }))
        return ExitStatus(ofVerdict: report.verdict)
    }

    /// Refuses to look up what has no name.
    private func requireIDs(
        of transaction: Transaction, _ version: RoomVersion?
    ) throws(CommandFailure) {
        guard let index = transaction.pdus.firstIndex(where: { $0.eventID == nil }) else { return }
        guard version != nil else {
            throw .usage(
                "--confirm needs --room-version: without it the IDs of events cannot be told")
        }
        throw .badInput("event \(index + 1) has no ID by which --confirm could look it up")
    }

    private func announce(_ what: String) {
        context.note("sending \(what) to \(server), signed by \(identity.serverName)")
    }

    /// Shows the request and what is signed.
    private func show(_ request: FederationRequest, by client: FederationClient) async throws {
        let report = try await ExchangeReport(unsent: request, signedBy: identity, by: client)
        try printer.show(
            .init(
                text: { _ in report.requestText }, lastLine: { report.summary },
                json: { report.json }))
    }

    // MARK: - Faults

    /// Sends faults one after the other; how the command ends.
    func craft(_ faults: [CraftedFault]) async throws -> ExitStatus {
        let room = try command.crafting.craftedRoom(
            try command.contents.version.version(), by: identity)
        let client = try client()
        let isAll = command.crafting.craft.contains("all")
        if !command.dryRun, let reason = await refusalReason(client) {
            let table = CraftedTable(server, faults.map { .init($0, .skipped(reason)) })
            context.note(
                "nothing was sent: \(reason)",
                hint: "'fedctl query \(server) public-rooms --explain', signed alike, tests why")
            try show(table)
            return .unreachable
        }
        var rows: [CraftedTable.Row] = []
        for (index, fault) in faults.enumerated() {
            let now = UTCTime(context.time.now).milliseconds
            let crafting = CraftingContext(
                identity: identity, destination: server, transactionID: "fedctl-\(now)-\(index)",
                now: now, room: room)
            let plan: CraftedPlan
            do {
                plan = try fault.plan(in: crafting)
            } catch {
                // One fault that was asked for by name has to be sent.
                guard isAll else { throw CommandFailure.usage("\(error)") }
                rows.append(.init(fault, .skipped("\(error)")))
                continue
            }
            if command.dryRun {
                rows.append(.init(fault, .shown(try await shown(plan, by: client))))
                continue
            }
            guard !Task.isCancelled else {
                rows.append(.init(fault, .skipped("the deadline came first")))
                continue
            }
            announce("\(fault.id): \(fault.title)")
            do {
                rows.append(.init(fault, .sent(try await client.run(fault, plan, on: server))))
            } catch {
                throw CommandFailure(requestError: error)
            }
        }
        let table = CraftedTable(server, await lookedUp(rows, by: client))
        try show(table)
        if table.verdicts.contains(.fail) { return .findings }
        let isSkipped = table.verdicts.allSatisfy { $0 == .skip }
        return isSkipped && !command.dryRun ? .unreachable : .success
    }

    private func show(_ table: CraftedTable) throws {
        try printer.show(
            .init(
                text: { table.text(style: $0) }, lastLine: { table.lastLine },
                json: { table.json }))
    }

    /// Why no fault tells anything: the server takes no transactions of the identity.
    private func refusalReason(_ client: FederationClient) async -> String? {
        let now = UTCTime(context.time.now).milliseconds
        let refusal = await client.refusalOfTransactions(
            on: server, signedBy: identity, id: "fedctl-\(now)-empty", at: now)
        return refusal.map { "\(server) takes no transactions of \(identity.serverName): \($0)" }
    }

    /// The rows with what became of the events whose fate is specified, and with `--confirm` of all; they are
    /// looked up together, once the server has had time to judge them.
    private func lookedUp(
        _ rows: [CraftedTable.Row], by client: FederationClient
    ) async -> [CraftedTable.Row] {
        func isLookedUp(_ row: CraftedTable.Row) -> Bool {
            guard case .sent(let run) = row.outcome, !run.plan.events.isEmpty else { return false }
            return run.plan.fate != nil || command.confirm
        }
        let count = rows.count { isLookedUp($0) }
        guard count > 0 else { return rows }
        context.note("looking the events of \(count) faults up in \(command.wait) s")
        // Cut short by the deadline, after which nothing is looked up.
        try? await Task.sleep(for: .milliseconds(Int(command.wait * 1_000)))
        var rows = rows
        for index in rows.indices where isLookedUp(rows[index]) {
            guard case .sent(var run) = rows[index].outcome, !Task.isCancelled else { continue }
            run.found = await client.found(run.plan, on: server, signedBy: identity)
            rows[index].outcome = .sent(run)
        }
        return rows
    }

    /// The requests of a fault as they would go out.
    private func shown(
        _ plan: CraftedPlan, by client: FederationClient
    ) async throws -> [ExchangeReport] {
        guard let destination = await client.discover(server).destinations.first else {
            throw CommandFailure.unreachable("\(server): no address found")
        }
        let userAgent = try command.network.environment(context).userAgent
        return plan.requests.map { request in
            ExchangeReport(
                server: server, to: destination,
                unsent: request.request(for: destination, userAgent: userAgent),
                signature: .init(
                    origin: identity.serverName, keyID: identity.key.keyID,
                    signedObject: request.signedObject))
        }
    }
}
