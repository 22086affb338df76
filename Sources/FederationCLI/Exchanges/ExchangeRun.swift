import FederationClient
import FederationCore
import Rendering
import ServerDiscovery

/// Sends one request, or shows it, and prints what came of it.
struct ExchangeRun {
    let context: CommandContext
    let output: OutputOptions
    let network: NetworkOptions
    let sending: SendingOptions
    /// Who signs; none sends what needs no signature.
    let identity: FederationIdentity?
    /// Whether the cause of a 401 is looked for.
    let explains: Bool

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
        let environment = try network.environment(context)
        let client = FederationClient(environment: environment)
        let signer = try signer(of: request)
        if sending.isDry {
            return try await show(request, signedBy: signer, by: client, environment)
        }
        var request = request
        var walk = handling.walk
        while true {
            let report = try await exchange(request, signedBy: signer, with: client)
            do {
                try present(report, of: request, savePath: handling.savePath)
            } catch {
                if explains { await explain(report, of: request, signedBy: signer, with: client) }
                throw error
            }
            guard let response = report.response, let page = handling.page,
                let parameters = walk?.next(after: response.body)
            else { return }
            if output.choice.format == .text, !output.quiet { context.console.result("\n") }
            request = try page(parameters)
        }
    }

    /// Says on standard error what the tests of the usual causes of a 401 came to.
    private func explain(
        _ report: ExchangeReport, of request: FederationRequest,
        signedBy signer: FederationIdentity?, with client: FederationClient
    ) async {
        guard let signer, let destination = report.destination, let response = report.response,
            response.status == 401
        else {
            return context.note("--explain: only the refusal of a signature, a 401, is explained")
        }
        let refused = FederationExchange(
            destination: destination, request: report.request, response: response)
        let causes = await client.explain(refused, of: request, signedBy: signer)
        for line in RefusalText(causes).lines { context.console.note(line) }
    }

    /// Prints an answer, and says on standard error what it is.
    ///
    /// - Throws: What ends the command, where the answer is a refusal or not what was asked for.
    private func present(
        _ report: ExchangeReport, of request: FederationRequest, savePath: String?
    ) throws {
        var content = AnswerContent(report.response?.body ?? [])
        var problem: CommandFailure?
        if let refusal = report.refusal {
            problem = .findings("\(request.destination) refused the request: \(refusal)")
        } else if MediaAnswer.isGiven(by: request.operation), let response = report.response {
            do {
                content = AnswerContent(try MediaAnswer(response))
            } catch {
                problem = .findings("the answer is no file: \(error)")
            }
        }
        if let savePath, problem == nil {
            try OutputFile(path: savePath).replace(with: content.bytes)
        }
        let printer = ReportPrinter(options: output, context: context)
        let shown = savePath == nil || problem != nil ? content.bytes : []
        let renderings = ReportPrinter.Renderings(
            text: { _ in String(decoding: shown, as: UTF8.self) },
            lastLine: { report.summary }, json: { report.json })
        if output.choice.format == .text, !output.quiet {
            context.console.result(forConsole(shown))
            try printer.writeReports(renderings)
            if problem == nil {
                context.console.note(
                    ([report.summary] + content.remarks).joined(separator: "; ")
                        .escapedForTerminal)
            }
        } else {
            try printer.show(renderings)
        }
        if let problem {
            // What is printed says it already: a pipe gets one object.
            context.report(problem)
            try context.finish(with: problem.status)
        }
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
        with client: FederationClient
    ) async throws -> ExchangeReport {
        let (outcome, isExpired) = try await Deadline.run(network.deadline) {
            await client.outcome(of: request, signedBy: signer)
        }
        switch outcome {
        case .success(let exchange):
            return ExchangeReport(
                server: request.destination, exchange,
                signature: try signature(of: request, by: signer))
        case .failure(let error):
            throw isExpired
                ? CommandFailure.unreachable("the deadline came first")
                : CommandFailure(requestError: error)
        }
    }

    /// Who signs this request: nobody where the operation is not signed.
    private func signer(of request: FederationRequest) throws -> FederationIdentity? {
        guard let operation = request.operation, let row = Endpoint.named(operation) else {
            return identity
        }
        guard row.authentication == .signed else { return nil }
        guard let identity else {
            throw CommandFailure(requestError: .noIdentity(operation: operation))
        }
        return identity
    }

    private func signature(
        of request: FederationRequest, by signer: FederationIdentity?
    ) throws -> ExchangeReport.Signature? {
        guard let signer else { return nil }
        do {
            return ExchangeReport.Signature(
                origin: signer.serverName, keyID: signer.key.keyID,
                signedObject: try request.signed(by: signer).signedObject)
        } catch {
            throw CommandFailure(requestError: .cannotSign(error))
        }
    }

    // MARK: - Showing

    private func show(
        _ request: FederationRequest, signedBy signer: FederationIdentity?,
        by client: FederationClient, _ environment: FederationEnvironment
    ) async throws {
        let (discovery, _) = try await Deadline.run(network.deadline) {
            await client.discover(request.destination)
        }
        guard let destination = discovery.destinations.first else {
            throw CommandFailure(requestError: .noDestination(request.destination, steps: []))
        }
        let outgoing: HTTPRequest
        do {
            outgoing = try client.prepare(request, for: destination, signedBy: signer)
        } catch {
            throw CommandFailure(requestError: error)
        }
        let report = ExchangeReport(
            server: request.destination, to: destination, unsent: outgoing,
            signature: try signature(of: request, by: signer))
        let text =
            sending.curl
            ? environment.curl.line(of: outgoing, at: destination) + "\n" : report.requestText
        try ReportPrinter(options: output, context: context).show(
            .init(text: { _ in text }, lastLine: { report.summary }, json: { report.json }))
    }
}
