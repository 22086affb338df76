import FederationCore
public import Findings

/// What a server did with a way of writing a header.
public struct XMatrixStyleRun: Sendable {
    /// The way of writing.
    public let style: XMatrixStyle
    /// What was sent.
    public let request: CraftedRequest
    /// What came of it.
    public let observation: CraftedObservation
    /// What came of the same request written as senders should.
    public let baseline: CraftedObservation

    /// What came of a way of writing.
    public init(
        _ style: XMatrixStyle, _ request: CraftedRequest, observation: CraftedObservation,
        baseline: CraftedObservation
    ) {
        self.style = style
        self.request = request
        self.observation = observation
        self.baseline = baseline
    }

    /// Whether the server took the request: it answers as to the one that senders should write; none where
    /// that cannot be told.
    public var isAccepted: Bool? {
        guard let status = observation.status, let usual = baseline.status, status < 500,
            status != 429, !Self.refusals.contains(usual), baseline.isOfHomeserver
        else { return nil }
        if Self.refusals.contains(status) { return false }
        return status == usual && observation.isOfHomeserver ? true : nil
    }

    /// What was done with it, in words.
    public var observedWords: String {
        switch isAccepted {
        case true?: "accepted (\(observation.words))"
        case false?: "refused (\(observation.words))"
        case nil: observation.words
        }
    }

    private static let refusals = [400, 401, 403]

    /// The judgement: what is demanded beside what was observed.
    public var finding: Finding {
        let (verdict, summary) = judgement
        return Finding(
            style.checkID, verdict, summary,
            expected: verdict == .skip ? nil : style.demand.words,
            got: verdict == .skip ? nil : observedWords,
            fix: verdict == .fail ? style.fix : nil,
            spec: style.spec,
            evidence: [
                Evidence("demanded", .text(style.demand.words)),
                Evidence("observed", .text(observedWords)),
            ])
    }

    private var judgement: (Verdict, String) {
        if case .failed(let error) = observation {
            switch error.phase {
            case .timeout, .notHTTP, .truncated, .tooLarge, .other:
                return (.fail, "\(style.title): no answer: \(error)")
            case .refused, .connect, .tls, .certificate, .proxy, .cancelled:
                return (.skip, "not sent: \(error)")
            }
        }
        let status = observation.status ?? 0
        if status >= 500 { return (.fail, "\(style.title): the server answers \(status)") }
        guard let isAccepted else {
            return (
                .skip, "the answers to this and to a good header (\(baseline.words)) tell nothing"
            )
        }
        switch style.demand {
        case .silent: return (.pass, "\(style.title): the spec does not say")
        case .accept where !isAccepted: return (.fail, "\(style.title): refused with \(status)")
        case .refuse where isAccepted, .refuseWith401 where isAccepted:
            return (.fail, "\(style.title): accepted")
        case .refuseWith401 where status != 401:
            return (.fail, "\(style.title): refused with \(status), not 401")
        case .accept, .refuse, .refuseWith401: return (.pass, style.title)
        }
    }
}
