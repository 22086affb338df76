import ArgumentParser
import FederationChecks
import FederationCore

/// One `fedctl check` of the demo, run from the words that it prints.
struct DemoCheck {
    /// What follows `fedctl check`.
    let arguments: [String]

    /// The words after `fedctl`.
    var words: [String] { ["check"] + arguments }

    /// Runs it.
    func report(_ context: CommandContext) async throws -> CheckReport {
        guard let command = try FedctlCommand.parseAsRoot(words) as? CheckCommand,
            let target = try command.selection.targets(given: command.servers).first
        else { throw CommandFailure.badInput("the demo's check cannot be read") }
        let environment = try command.network.environment(context, shakesHands: true)
        let check = FederationCheck(
            environment: environment,
            options: try command.selection.options(authorities: command.network.authorities))
        return await CheckSweep(check: check, concurrency: 1).run(over: [target]) { _ in }[0]
    }
}
