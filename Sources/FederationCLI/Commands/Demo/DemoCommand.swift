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
        let demo = try await Demo.start(context)
        let reports: [CheckReport]
        do {
            reports = try await demo.run()
        } catch {
            await demo.stop()
            throw error
        }
        await demo.stop()
        let statuses = reports.map { CheckSelection.status(of: $0, failingOn: .fail) }
        try context.finish(with: .worst(of: statuses))
    }
}
