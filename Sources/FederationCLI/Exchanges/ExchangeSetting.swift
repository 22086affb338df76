import FederationClient
import FederationCore
import Rendering
import ServerDiscovery

/// What every exchange of a command has in common: who asks, by which network, and where the answers go.
struct ExchangeSetting {
    let context: CommandContext
    let output: ExchangeOutputOptions
    let network: NetworkOptions
    /// How much of an answer is taken.
    let limit: AnswerLimitOptions
    /// Who signs; none sends what needs no signature.
    let identity: FederationIdentity?

    /// What prints the result.
    var printer: ReportPrinter { ReportPrinter(options: output, context: context) }

    /// The network that the options describe.
    ///
    /// - Throws: ``CommandFailure`` where an option is wrong.
    func environment() throws -> FederationEnvironment {
        var environment = try network.environment(context)
        environment.maximumBodyBytes = limit.maxBody
        return environment
    }

    /// What ends a command whose deadline came before the answer.
    static let expired = CommandFailure.unreachable("the deadline came first")
}
