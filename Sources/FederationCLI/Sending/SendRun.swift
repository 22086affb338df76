import FederationClient
import FederationCore
import Findings
import Rendering
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
        if command.confirm, exchange.refusal == nil, !transaction.pdus.isEmpty {
            // Cut short by the deadline, after which nothing is looked up.
            try? await Task.sleep(for: .milliseconds(Int(command.wait * 1_000)))
            for pdu in transaction.pdus {
                found.append(await client.find(pdu, on: server, signedBy: identity))
            }
        }
        let report = TransactionReport(server: server, transaction, exchange, found: found)
        try printer.show(
            .init(
                text: { report.text(style: $0) }, lastLine: { report.lastLine },
                json: { report.json }))
        return report.verdict == .fail ? .findings : .success
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
        let room = try command.crafting.craftedRoom(try command.contents.version.version())
        let client = try client()
        let isAll = command.crafting.craft.contains("all")
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
                rows.append(.init(fault, .skipped("not sent: \(plan.requests.count) requests")))
                continue
            }
            announce("\(fault.id): \(fault.title)")
            rows.append(.init(fault, .sent(try await send(fault, plan, by: client))))
        }
        if command.confirm { await confirm(&rows, by: client) }
        let table = CraftedTable(server, rows)
        try printer.show(
            .init(
                text: { table.text(style: $0) }, lastLine: { table.lastLine },
                json: { table.json }))
        if table.verdicts.contains(.fail) { return .findings }
        let isSkipped = table.verdicts.allSatisfy { $0 == .skip }
        return isSkipped && !command.dryRun ? .unreachable : .success
    }

    private func send(
        _ fault: CraftedFault, _ plan: CraftedPlan, by client: FederationClient
    ) async throws -> CraftedRun {
        do {
            return try await client.run(fault, plan, on: server)
        } catch {
            throw CommandFailure(requestError: error)
        }
    }

    /// Looks up the events of all faults, after one wait.
    private func confirm(_ rows: inout [CraftedTable.Row], by client: FederationClient) async {
        let hasEvents = rows.contains { row in
            if case .sent(let run) = row.outcome { !run.plan.events.isEmpty } else { false }
        }
        guard hasEvents else { return }
        // Cut short by the deadline, after which nothing is looked up.
        try? await Task.sleep(for: .milliseconds(Int(command.wait * 1_000)))
        for index in rows.indices {
            guard case .sent(var run) = rows[index].outcome else { continue }
            run.found = await client.found(run.plan, on: server, signedBy: identity)
            rows[index].outcome = .sent(run)
        }
    }
}
