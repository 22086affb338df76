import ArgumentParser
import FederationChecks
import FederationCore
import Findings
import Rendering

/// `fedctl check`: everything about servers that can be seen from outside.
struct CheckCommand: ExemplifiedCommand {
    static let example = "fedctl check example.org"

    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check whether servers can be federated with.",
        usage: "fedctl check [options] <server>…",
        discussion: """
            Each address is judged on its own. Nothing that changes the server is sent, and a \
            certificate that does not verify does not hide the rest.
            """)

    @OptionGroup var output: FindingsOutputOptions
    @OptionGroup var selection: CheckSelection
    @OptionGroup var network: NetworkOptions

    @Argument(help: "A server name, such as 'example.org' or 'example.org:8448'.")
    var servers: [String] = []

    mutating func validate() throws {
        if servers.isEmpty, selection.from == nil {
            throw ValidationError("a server name is missing, or --from")
        }
    }

    func run() async throws {
        let context = CommandContext.current
        let targets = try selection.targets(given: servers)
        let baseline = try selection.earlierRun(context)
        let environment = try network.environment(
            context, shakesHands: true, manyServers: targets.count > 1)
        let sweep = CheckSweep(
            check: FederationCheck(
                environment: environment,
                options: try selection.options(authorities: network.authorities)),
            concurrency: selection.concurrency, baseline: baseline)
        let printer = CheckPrinter(
            printer: ReportPrinter(options: output, context: context),
            isSweep: selection.from != nil || targets.count > 1)
        let progress = SweepProgress(over: targets.count, console: context.console)
        let signal = EndSignal()
        let (found, isExpired) = try await Deadline.run(network.deadline) {
            await signal.cancelling {
                await sweep.run(over: targets) { report in
                    printer.stream(signal.hasCome ? report.interrupted : report)
                    progress.add(report)
                }
            }
        }
        let isInterrupted = signal.release()
        progress.end()
        let reports = isInterrupted ? found.map(\.interrupted) : found
        try printer.finish(reports)
        if let folder = selection.evidence { try EvidenceFolder(folder).write(reports) }
        if isInterrupted {
            context.note("interrupted: what is not judged is skipped")
            return try context.finish(with: .interrupted)
        }
        if isExpired { context.note("the deadline came first") }
        if let file = selection.baseline, baseline != nil {
            for report in reports where report.comparison == nil {
                context.note("\(file) says nothing about \(report.serverName)")
            }
        }
        if output.choice.format == .nagios {
            return try context.finish(with: ExitStatus(NagiosStatus(reports).level))
        }
        let statuses = reports.map { selection.status(of: $0) }
        let worst = ExitStatus.worst(of: statuses)
        try context.finish(with: isExpired && worst == .success ? .unreachable : worst)
    }
}
