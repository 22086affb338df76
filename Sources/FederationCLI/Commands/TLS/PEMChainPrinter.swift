import Certificates
import FederationChecks
import FederationCore
import Rendering

/// Prints a chain in PEM, as `openssl s_client -showcerts` does.
struct PEMChainPrinter {
    let context: CommandContext

    /// Prints the chain of the first destination that showed one; says where others differ.
    func showChain(of report: TLSReport) throws {
        let shown = report.destinations.filter { $0.completed?.chain.isEmpty == false }
        guard let first = shown.first, let chain = first.completed?.chain else {
            let place = report.destinations.first
            throw CommandFailure.unreachable(
                place.map { "\($0.destination): no certificate was shown" } ?? report.lastLine)
        }
        context.console.result(try chain.enumerated().map(Self.text).joined())
        for other in shown.dropFirst()
        where other.completed?.chain.map(\.sha256) != chain.map(\.sha256) {
            context.note("\(other.destination) shows another chain than \(first.destination)")
        }
    }

    private static func text(_ index: Int, _ facts: CertificateFacts) throws -> String {
        do {
            let block = String(decoding: try facts.pem(), as: UTF8.self)
            let heading = " \(index) s:\(facts.subject)\n   i:\(facts.issuer)"
            return heading.split(separator: "\n", omittingEmptySubsequences: false)
                .map { String($0).escapedForTerminal + "\n" }.joined() + block
        } catch {
            throw CommandFailure.badInput("\(facts.subject): \(error)")
        }
    }
}
