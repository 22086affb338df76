import ArgumentParser
import FederationChecks
import FederationCore
import Rendering

/// `fedctl demo`: the main job with no network.
struct DemoCommand: ExemplifiedCommand {
    static let example = "fedctl demo"

    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Start two homeservers on loopback, check them, and say how to do it by hand.",
        usage: "fedctl demo [options]")

    @Flag(help: "No colour.")
    var noColor = false

    func run() async throws {
        var context = CommandContext.current
        if noColor { context.environment["NO_COLOR"] = "1" }
        let end = EndSignal()
        let demo = try await Demo.start(context)
        let outcome = await end.orResult { await demo.outcome() }
        await demo.stop()
        guard let outcome else { return try context.finish(with: .interrupted) }
        let statuses = try outcome.get().map { CheckSelection.status(of: $0, failingOn: .fail) }
        try context.finish(with: .worst(of: statuses))
    }
}
