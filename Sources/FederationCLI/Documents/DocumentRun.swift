import FederationCore
import MatrixJSON

/// Leads documents through a function: one, or one a line.
struct DocumentRun: Sendable {
    /// The input.
    let options: DocumentOptions
    /// Where the results go.
    let context: CommandContext

    /// What a function made of one document.
    struct Outcome {
        /// The bytes to print; for one a line, without a line feed at the end.
        var output: [UInt8]
        /// How the command ends where this is the only document.
        var status = ExitStatus.success
    }

    /// Runs `transform` over the input and ends the command.
    ///
    /// One document that `transform` throws at is bad input (65). A line that it throws at gives
    /// `error: …` in its place, and the command ends with 1.
    func run(_ transform: ([UInt8]) async throws -> Outcome) async throws {
        if options.ndjson { return try await runLines(transform) }
        let bytes = try options.input.bytes()
        let outcome: Outcome
        do {
            outcome = try await transform(bytes)
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            // A file of lines begins like a document.
            let isLines = (error as? JSONSyntaxError)?.reason == .trailingData
            let hint = isLines ? "; --ndjson reads one document a line" : ""
            throw CommandFailure.badInput("\(options.input.displayName): \(error)\(hint)")
        }
        context.console.result(outcome.output)
        try context.finish(with: outcome.status)
    }

    private func runLines(_ transform: ([UInt8]) async throws -> Outcome) async throws {
        var lines = try options.input.lines()
        var buffer: [UInt8] = []
        var status = ExitStatus.success
        while let line = try lines.next(), !context.console.isResultClosed {
            do {
                let outcome = try await transform(line)
                buffer += outcome.output
                status = .worst(of: [status, outcome.status])
            } catch {
                buffer += Array("error: \("\(error)".escapedForTerminal)".utf8)
                status = .findings
            }
            buffer.append(UInt8(ascii: "\n"))
            // Whoever writes slowly sees each answer before the next question.
            if buffer.count > 1 << 16 || !lines.isReady {
                context.console.result(buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        context.console.result(buffer)
        try context.finish(with: status)
    }
}
