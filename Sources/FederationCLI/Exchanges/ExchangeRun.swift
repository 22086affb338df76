import FederationClient
import FederationCore
import Rendering
import ServerDiscovery

/// Sends one request, or shows it, and prints what came of it.
struct ExchangeRun {
    let setting: ExchangeSetting
    let sending: SendingOptions
    /// Whether the cause of a 401 is looked for.
    let explains: Bool

    private var context: CommandContext { setting.context }
    private var output: ExchangeOutputOptions { setting.output }

    /// What is done with the content of an answer.
    struct Handling {
        /// The file that it is written to; none prints it.
        var savePath: String?
        /// What is asked for after each page; none asks once.
        var walk: PageWalk?
        /// The request of a page.
        var page: ((_ parameters: [RequestParameter]) throws -> FederationRequest)?
    }

    /// Does with `request` what the options say.
    ///
    /// - Throws: ``CommandFailure``; for a refusal, which is printed, what ends the command.
    func perform(_ request: FederationRequest, _ handling: Handling = Handling()) async throws {
        let environment = try setting.environment()
        let client = FederationClient(environment: environment)
        let start = ContinuousClock.now
        let signer = try signer(of: request)
        if sending.isDry {
            if handling.walk != nil { context.note("--all: this is the request of the first page") }
            return try await show(request, signedBy: signer, by: client, environment.curl)
        }
        var request = request
        var walk = handling.walk
        var number = 1
        while true {
            var report = try await exchange(
                request, signedBy: signer, with: client, since: start)
            let content = content(of: &report, to: request)
            let next = report.response.flatMap { walk?.next(after: $0.body) }
            if report.refusal == nil, report.flaw == nil { report.flaw = walk?.flaw }
            if explains {
                report.explanation = try await explanation(
                    of: report, to: request, signedBy: signer, with: client, since: start)
            }
            try present(
                report, content, savePath: handling.savePath,
                page: handling.walk == nil ? nil : number)
            guard let page = handling.page, let parameters = next else { return }
            number += 1
            request = try page(parameters)
        }
    }

    /// What the tests of the usual causes of a 401 come to; none where the answer is no 401.
    private func explanation(
        of report: ExchangeReport, to request: FederationRequest,
        signedBy signer: FederationIdentity?, with client: FederationClient,
        since start: ContinuousClock.Instant
    ) async throws -> RefusalReport? {
        guard let signer, let destination = report.destination, let response = report.response,
            response.status == 401
        else { return nil }
        let refused = FederationExchange(
            destination: destination, request: report.request, response: response)
        let visits = visits(client)
        return try await Deadline.run(remainder(since: start)) {
            await client.explain(refused, of: request, signedBy: signer, visits: visits)
        }.value
    }

    /// How many seconds the deadline, which is for the whole command, leaves; none where there is none.
    private func remainder(since start: ContinuousClock.Instant) -> Double? {
        let passed = start.duration(to: .now) / .seconds(1)
        return setting.network.deadline.map { max(0.001, $0 - passed) }
    }

    /// What of an answer is printed or saved; where it is not what was asked for, the report says so.
    private func content(
        of report: inout ExchangeReport, to request: FederationRequest
    ) -> AnswerContent {
        guard let response = report.response else { return AnswerContent([]) }
        if report.refusal == nil, MediaAnswer.isGiven(by: request.operation) {
            do {
                return AnswerContent(try MediaAnswer(response))
            } catch {
                report.flaw = "the answer is no file: \(error)"
            }
        } else if let flaw = WrongAnswer(response, to: request.operation) {
            report.flaw = flaw.description
        }
        return AnswerContent(response.body)
    }

    /// What is wrong with an answer, and the way out; none where nothing is.
    private func problem(of report: ExchangeReport) -> CommandFailure? {
        if let refusal = report.refusal {
            let isUnexplained =
                refusal.status == 401 && report.signature != nil && !explains
            return .findings(
                "\(report.server) refused the request: \(refusal)",
                hint: isUnexplained ? "--explain tests the usual causes" : nil)
        }
        return report.flaw.map { flaw in
            .findings(
                "\(report.server): \(flaw)",
                hint: "'fedctl check \(report.server)' looks who answers there")
        }
    }

    /// Who came for the own keys, where this command serves them.
    private func visits(_ client: FederationClient) -> ServedKeyVisits? {
        guard let witness = ServedKeyWitness.current else { return nil }
        // What is looked at next are the visits of others, not the own one.
        let failures = witness.failures
        var network = setting.network
        if let file = witness.authorityFile { network.authorities.append(file) }
        // Options that were good for one client are good for another.
        let environment = try? network.environment(context)
        return ServedKeyVisits(
            client: environment.map { FederationClient(environment: $0) } ?? client,
            failures: failures.first, failureCount: failures.count)
    }

    /// Prints an answer, and says on standard error what it is; each page of several is a line of its own.
    ///
    /// - Throws: What ends the command, where the answer is a refusal or not what was asked for.
    private func present(
        _ report: ExchangeReport, _ content: AnswerContent, savePath: String?, page: Int?
    ) throws {
        let problem = problem(of: report)
        if let savePath, problem == nil {
            try OutputFile(path: savePath).create(with: content.bytes)
        }
        let printer = setting.printer
        let lineEnd = page == nil ? [] : [UInt8(ascii: "\n")]
        let shown = savePath == nil || problem != nil ? content.bytes + lineEnd : []
        let renderings = ReportPrinter.Renderings(
            text: { _ in String(decoding: shown, as: UTF8.self) },
            lastLine: { report.summary }, json: { report.json })
        if output.choice.format == .text {
            context.console.result(forConsole(shown))
            try printer.writeReports(renderings, page: page ?? 1)
        } else {
            try printer.show(renderings, page: page ?? 1)
        }
        guard let problem else {
            guard output.choice.format == .text, !output.quiet else { return }
            return context.console.note(
                ([report.summary] + content.remarks).joined(separator: "; ").escapedForTerminal)
        }
        // What is printed says it already: a pipe gets one object.
        context.report(problem)
        if let explanation = report.explanation {
            for line in RefusalText(explanation).lines { context.console.note(line) }
        } else if explains {
            context.note(
                report.signature == nil
                    ? "--explain: the request was not signed, and only the refusal of a signature is explained"
                    : "--explain: only the refusal of a signature, a 401, is explained")
        }
        try context.finish(with: problem.status)
    }

    /// The bytes as they came; on a terminal, what could steer it is escaped.
    private func forConsole(_ bytes: [UInt8]) -> [UInt8] {
        guard context.console.isResultTerminal else { return bytes }
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return Array(
            lines.map { String(decoding: $0, as: UTF8.self).escapedForTerminal }
                .joined(separator: "\n").utf8)
    }

    // MARK: - Sending

    private func exchange(
        _ request: FederationRequest, signedBy signer: FederationIdentity?,
        with client: FederationClient, since start: ContinuousClock.Instant
    ) async throws -> ExchangeReport {
        let (outcome, isExpired) = try await Deadline.run(remainder(since: start)) {
            await client.outcome(of: request, signedBy: signer)
        }
        switch outcome {
        case .success(let exchange):
            return ExchangeReport(
                server: request.destination, exchange,
                signature: try .init(of: request, by: signer))
        case .failure(let error):
            throw isExpired
                ? ExchangeSetting.expired
                : CommandFailure(requestError: error)
        }
    }

    /// Who signs this request: nobody where the operation is not signed.
    private func signer(of request: FederationRequest) throws -> FederationIdentity? {
        guard let operation = request.operation, let row = Endpoint.named(operation) else {
            return setting.identity
        }
        guard row.authentication == .signed else { return nil }
        guard let identity = setting.identity else {
            throw CommandFailure(requestError: .noIdentity(operation: operation))
        }
        return identity
    }

    // MARK: - Showing

    private func show(
        _ request: FederationRequest, signedBy signer: FederationIdentity?,
        by client: FederationClient, _ curl: CurlCommand
    ) async throws {
        let (found, _) = try await Deadline.run(setting.network.deadline) {
            try await ExchangeReport(unsent: request, signedBy: signer, by: client)
        }
        var report = found
        if sending.curl, let destination = report.destination {
            report.command = curl.line(of: report.request, at: destination)
        }
        let text = report.command.map { $0 + "\n" } ?? report.requestText
        try setting.printer.show(
            .init(
                text: { _ in text }, lastLine: { String(text.dropLast()) },
                json: { report.json }))
    }
}
