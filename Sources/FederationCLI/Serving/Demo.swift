import ArgumentParser
import FederationChecks
import FederationCore
import Rendering

/// Two homeservers on loopback, and what it takes to check them: one is found by its name and port,
/// the other through its well-known document.
struct Demo: Sendable {
    private let context: CommandContext
    private let servers: [ServedHomeserver]

    /// The name that delegates; nothing of that name is anywhere.
    private static let delegatingName = "demo.test"
    private static let delegatedName = "matrix.demo.test"

    /// Starts both.
    static func start(_ context: CommandContext) async throws -> Demo {
        let plain = try await ServedHomeserver.start(
            try ServeOptions.parse(["--listen", "127.0.0.1:0"]), context)
        do {
            let delegating = try await ServedHomeserver.start(
                try ServeOptions.parse([
                    "--name", delegatingName, "--well-known", delegatedName + ":8448", "--listen",
                    "127.0.0.1:0",
                ]), context)
            return Demo(context: context, servers: [plain, delegating])
        } catch {
            await plain.stop()
            throw error
        }
    }

    /// Checks both and prints the reports, then how the same is done by hand.
    func outcome() async -> Result<[CheckReport], any Error> {
        do {
            return .success(try await run())
        } catch {
            return .failure(error)
        }
    }

    private func run() async throws -> [CheckReport] {
        let printer = ReportPrinter(options: try OutputOptions.parse([]), context: context)
        context.console.result("two homeservers on 127.0.0.1, with throw-away CAs\n\n")
        var reports: [CheckReport] = []
        for server in servers {
            let command = try command(for: server)
            let report = try await command.report(context)
            context.console.result("$ fedctl \(command.words.joined(separator: " "))\n")
            printer.write(
                .init(
                    text: { report.text(style: $0) + "\n" }, lastLine: { report.lastLine() },
                    json: { report.json(version: FedctlVersion.current) }))
            reports.append(report)
        }
        context.console.result(Self.byHand)
        return reports
    }

    /// Ends both.
    func stop() async {
        for server in servers { await server.stop() }
    }

    private func command(for server: ServedHomeserver) throws -> DemoCheck {
        let announcement = server.announcement
        guard let first = announcement.servers.first, let file = announcement.authorityFile,
            let address = announcement.addresses.first
        else { throw CommandFailure.badInput("the demo's homeserver has no address") }
        var words = [first.name.description, "--ca", file]
        if first.name.description == Self.delegatingName {
            words += ["--connect-to", "\(Self.delegatingName):443:\(address)"]
            words += ["--connect-to", "\(Self.delegatedName):8448:\(address)"]
        }
        return DemoCheck(arguments: words)
    }

    private static let byHand = """
        the same by hand, in two terminals:
          fedctl serve --name localhost:8448 --ca-dir test-ca
          fedctl check localhost:8448 --ca test-ca/ca.pem

        """
}
