import ArgumentParser
import FederationChecks
import FederationCore
import Findings
import Glibc
import SigningKeys

/// Which servers and which checks, and what counts as a failure.
struct CheckSelection: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Read server names from a file, one a line; '-' is standard input.", valueName: "file"))
    var from: String?

    @Option(help: ArgumentHelp("How many servers are checked at the same time.", valueName: "n"))
    var concurrency: Int = 64

    @Option(
        help: ArgumentHelp(
            "Report only this check, or those of a topic such as tls (repeatable).",
            valueName: "check"))
    var only: [String] = []

    @Option(
        help: ArgumentHelp(
            "Leave out this check, or those of a topic such as srv (repeatable).",
            valueName: "check"))
    var without: [String] = []

    @Option(
        help: ArgumentHelp(
            "Hold the servers against what this YAML file expects of them.", valueName: "file"))
    var expect: String?

    @Option(
        help: ArgumentHelp(
            "Say what changed since the run whose JSON is in this file.", valueName: "file"))
    var baseline: String?

    @Option(
        help: ArgumentHelp(
            "Write the raw answers into this folder, a folder for each server.",
            valueName: "folder"))
    var evidence: String?

    @Option(
        name: .customLong("notary"),
        help: ArgumentHelp(
            "Ask this notary too which keys the server has (repeatable).", valueName: "name"))
    var notaries: [String] = []

    @Flag(
        help: "Ask the server, as a notary, for a server that is not there: it goes out then.")
    var notaryProbe = false

    @Option(
        name: .customLong("key"),
        help: ArgumentHelp(
            "Compare what is published with this key file; nothing is signed.", valueName: "file"))
    var keyFile: String?

    @Option(help: "From which verdict on the command ends with 1.")
    var failOn: FailureThreshold = .fail

    mutating func validate() throws {
        guard (1...1_024).contains(concurrency) else {
            throw ValidationError("--concurrency is a number from 1 to 1024")
        }
    }

    /// The servers: a name that cannot be one is a usage error on the command line, and a finding in
    /// a file.
    func targets(given servers: [String]) throws(CommandFailure) -> [CheckTarget] {
        var targets: [CheckTarget] = []
        for text in servers { targets.append(.server(try ArgumentText.serverName(text))) }
        guard let from else { return targets }
        var lines = try InputFile(from).lines()
        while let line = try lines.next() {
            let whole = String(decoding: line, as: UTF8.self)
            // A comment begins a line, or follows a space: no name holds one.
            let comment = whole.indices.first { index in
                whole[index] == "#"
                    && (index == whole.startIndex
                        || [" ", "\t"].contains(whole[whole.index(before: index)]))
            }
            let text = String(whole[..<(comment ?? whole.endIndex)]).trimmed
            if text.isEmpty { continue }
            do {
                targets.append(.server(try ServerName(parsing: text)))
            } catch {
                targets.append(.unparsable(text, error))
            }
        }
        guard !targets.isEmpty else {
            throw .badInput("\(from): expected server names, found none")
        }
        return targets
    }

    /// Which checks are run.
    func options(authorities: [String]) throws(CommandFailure) -> CheckOptions {
        var options = CheckOptions(
            only: only.isEmpty ? nil : Set(try identifiers(only)),
            without: Set(try identifiers(without)), authorityFiles: authorities,
            expectations: try expect.map { path throws(CommandFailure) in
                try ExpectationsReader(path: path).expectations()
            }, keepsFacts: evidence != nil)
        for text in notaries { options.notaries.append(try ArgumentText.serverName(text)) }
        options.notaries = options.notaries.uniqued
        options.probesNotary = notaryProbe
        if let keyFile {
            options.ownKeys = try Self.keys(of: keyFile)
        }
        return options
    }

    /// The earlier run to compare with; none where none is named, or its file is not there yet.
    func earlierRun(_ context: CommandContext) throws(CommandFailure) -> CheckBaseline? {
        guard let baseline else { return nil }
        guard access(baseline, F_OK) == 0 || baseline == "-" else {
            context.note("\(baseline): no such file, so there is nothing to compare with yet")
            return nil
        }
        do {
            return try CheckBaseline(parsing: try InputFile(baseline).bytes())
        } catch let error as CheckBaselineError {
            throw .badInput("\(baseline): \(error)")
        } catch let error as CommandFailure {
            throw error
        } catch {
            throw .badInput("\(baseline): \(error)")
        }
    }

    /// The keys of the server's own key file.
    private static func keys(of path: String) throws(CommandFailure) -> [SigningKey] {
        do {
            if path != "-" { return try KeyFile(contentsOf: path, keyID: nil).keys }
            let input = InputFile(nil)
            return try KeyFile(parsing: try input.bytes(), path: input.displayName, keyID: nil)
                .keys
        } catch let error as KeyFileError {
            throw .badInput("\(error)", hint: error.hint)
        } catch let error as CommandFailure {
            throw error
        } catch {
            throw .badInput("\(error)")
        }
    }

    /// How a report makes the command end.
    func status(of report: CheckReport) -> ExitStatus {
        Self.status(of: report, failingOn: failOn)
    }

    /// How a report makes a command end that fails from `threshold` on.
    static func status(
        of report: CheckReport, failingOn threshold: FailureThreshold
    ) -> ExitStatus {
        let verdict = report.verdict
        if verdict == .skip { return .unreachable }
        // Without any answer nothing is known about the server, whatever failed on the way.
        if report.isUnanswered { return .unreachable }
        switch verdict {
        case .fail: return .findings
        case .warn: return threshold == .warn ? .findings : .success
        case .pass, .skip: return .success
        }
    }

    private func identifiers(_ texts: [String]) throws(CommandFailure) -> [CheckID] {
        var identifiers: [CheckID] = []
        for text in texts {
            // The first word of identifiers stands for all checks that it begins.
            let topic = Check.all.filter { $0.topic == text }
            guard topic.isEmpty else {
                identifiers += topic.map(\.id)
                continue
            }
            let id = CheckID(text)
            guard Check.all.contains(where: { $0.id == id }) else {
                let remark = Suggestion.remark(for: text, among: Check.all.map(\.id.name))
                throw .usage(
                    "'\(text)' is no check\(remark)", hint: "'fedctl explain' lists them")
            }
            identifiers.append(id)
        }
        return identifiers
    }
}
