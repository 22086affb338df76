import FederationCore
import FoundationEssentials

/// Leads documents through a function as ``DocumentRun`` does; lines are worked on by all processors,
/// and printed in their order.
struct ParallelRun: Sendable {
    /// The input.
    let options: DocumentOptions
    /// Where the results go.
    let context: CommandContext

    /// What is done with one document.
    typealias Transform = @Sendable ([UInt8]) async throws -> DocumentRun.Outcome

    /// How many lines one task takes at once.
    private static let sliceCount = 128
    /// At how many bytes of lines reading pauses.
    private static let byteLimit = 8 << 20

    /// Runs `transform` over the input and ends the command.
    ///
    /// One document that `transform` throws at is bad input (65). A line that it throws at gives
    /// `error: …` in its place, and the command ends with 1.
    func run(_ transform: @escaping Transform) async throws {
        guard options.ndjson else {
            return try await DocumentRun(options: options, context: context).run(transform)
        }
        var lines = try options.input.lines()
        var status = ExitStatus.success
        let width = ProcessInfo.processInfo.activeProcessorCount
        while !context.console.isResultClosed {
            let batch = try Self.batch(from: &lines, most: width * Self.sliceCount)
            if batch.isEmpty { break }
            let results = await Self.results(of: batch, transform)
            context.console.result(results.output)
            status = .worst(of: [status, results.status])
        }
        try context.finish(with: status)
    }

    private static func batch(
        from lines: inout InputLines, most: Int
    ) throws(CommandFailure) -> [[UInt8]] {
        var batch: [[UInt8]] = []
        var byteCount = 0
        // What has come is worked on while more is awaited.
        while batch.count < most, byteCount < byteLimit, batch.isEmpty || lines.isReady,
            let line = try lines.next()
        {
            byteCount += line.count
            batch.append(line)
        }
        return batch
    }

    private static func results(
        of batch: [[UInt8]], _ transform: @escaping Transform
    ) async -> DocumentRun.Outcome {
        let slices = stride(from: 0, to: batch.count, by: sliceCount).map {
            batch[$0..<min($0 + sliceCount, batch.count)]
        }
        return await withTaskGroup(of: (Int, DocumentRun.Outcome).self) { group in
            for (index, slice) in slices.enumerated() {
                group.addTask { (index, await outcome(of: slice, transform)) }
            }
            var outcomes = [DocumentRun.Outcome?](repeating: nil, count: slices.count)
            for await (index, outcome) in group { outcomes[index] = outcome }
            var all = DocumentRun.Outcome(output: [])
            for outcome in outcomes.compactMap(\.self) {
                all.output += outcome.output
                all.status = .worst(of: [all.status, outcome.status])
            }
            return all
        }
    }

    private static func outcome(
        of lines: ArraySlice<[UInt8]>, _ transform: Transform
    ) async -> DocumentRun.Outcome {
        var all = DocumentRun.Outcome(output: [])
        for line in lines {
            do {
                let outcome = try await transform(line)
                all.output += outcome.output
                all.status = .worst(of: [all.status, outcome.status])
            } catch {
                all.output += Array("error: \("\(error)".escapedForTerminal)".utf8)
                all.status = .findings
            }
            all.output.append(UInt8(ascii: "\n"))
        }
        return all
    }
}
