public import FederationClient
public import FederationCore
public import Findings
public import MatrixJSON

/// A request that was sent many times, for people and for machines.
public struct RepetitionReport: Sendable {
    private let request: FederationRequest
    private let signer: FederationIdentity?
    private let repetition: RequestRepetition

    /// What came of `request`, signed by `signer` each time, or by nobody.
    public init(
        _ request: FederationRequest, signedBy signer: FederationIdentity?,
        _ repetition: RequestRepetition
    ) {
        self.request = request
        self.signer = signer
        self.repetition = repetition
    }

    /// Whether every request was sent, and the server did what it was asked for.
    public var verdict: Verdict {
        repetition.refusedCount == 0 && repetition.failedCount == 0
            && repetition.sentCount == repetition.requestedCount ? .pass : .fail
    }

    // MARK: - For people

    /// A line for each kind of answer and of failure, the times, and the summary.
    public var text: String {
        var table = Table([.init("count", isNumeric: true), .init("answer")])
        for answers in repetition.answers {
            let status = HTTPStatusText(answers.status).text
            table.addRow([
                "\(answers.count)",
                [status, answers.errcode].compactMap(\.self).joined(separator: " ")
                    .escapedForTerminal,
            ])
        }
        for failures in repetition.failures {
            table.addRow(["\(failures.count)", failures.reason.escapedForTerminal])
        }
        let times = Self.shares.compactMap { name, share in
            repetition.duration(ofShare: share).map { "\(name) \(Self.decimal($0)) ms" }
        }
        let lines = times.isEmpty ? "" : "\n" + times.joined(separator: ", ") + "\n"
        return table.text + lines + summary + "\n"
    }

    /// How many, how fast, over how many connections.
    public var summary: String {
        let count = repetition.durations.count
        var words =
            "\(count) of \(repetition.requestedCount) requests answered in"
            + " \(MillisecondText.text(repetition.milliseconds))"
        words += ", \(Int(repetition.answersPerSecond.rounded())) a second"
        let connections = repetition.connectionCount
        words += ", over \(connections) connection\(connections == 1 ? "" : "s")"
        if let destination = repetition.destination { words += " to \(destination)" }
        return words
    }

    // MARK: - For machines

    /// The report as `fedctl.repetition/1`.
    public var json: JSONValue {
        var sent: JSONObject = [
            "method": .string(request.method), "target": .string(request.target),
        ]
        if let signer {
            sent["origin"] = .string("\(signer.serverName)")
            sent["key_id"] = .string("\(signer.key.keyID)")
        }
        var durations = JSONObject()
        for (name, share) in Self.shares {
            guard let duration = repetition.duration(ofShare: share) else { continue }
            durations[name] = .integer(MillisecondText.whole(duration * 1_000))
        }
        var object: JSONObject = [
            "schema": "fedctl.repetition/1", "server_name": .string("\(request.destination)"),
            "request": .object(sent), "requested": Self.number(repetition.requestedCount),
            "sent": Self.number(repetition.sentCount),
            "parallel": Self.number(repetition.parallelCount),
            "connections": Self.number(repetition.connectionCount),
            "answers": .array(repetition.answers.map(Self.json)),
            "failures": .array(
                repetition.failures.map {
                    ["message": .string($0.reason), "count": Self.number($0.count)]
                }),
            "answer_us": .object(durations),
            "duration_ms": .integer(MillisecondText.whole(repetition.milliseconds)),
            "answers_per_second": .integer(MillisecondText.whole(repetition.answersPerSecond)),
            "verdict": .string(verdict.rawValue),
        ]
        if let destination = repetition.destination {
            object["destination"] = .string("\(destination)")
        }
        return .object(object)
    }

    private static func json(of answers: RequestRepetition.Answers) -> JSONValue {
        var object: JSONObject = [
            "status": number(answers.status), "count": number(answers.count),
        ]
        if let errcode = answers.errcode { object["errcode"] = .string(errcode) }
        return .object(object)
    }

    private static let shares: [(name: String, share: Double)] = [
        ("min", 0), ("median", 0.5), ("p90", 0.9), ("p99", 0.99), ("max", 1),
    ]

    private static func number(_ count: Int) -> JSONValue { .integer(Int64(count)) }

    /// With two decimals, rounded.
    private static func decimal(_ number: Double) -> String {
        guard number.isFinite, number > 0 else { return "0" }
        let hundredths = Int((min(number, 1e12) * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100)" + (rest == 0 ? "" : rest < 10 ? ".0\(rest)" : ".\(rest)")
    }
}
