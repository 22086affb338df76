import Findings

extension Check {
    /// The checks of all answers together.
    static let answers: [Check] = [
        Check(
            id: "answer.json",
            title: "every answer of the homeserver is a JSON object and says so",
            spec: .serverServer("api-standards"),
            assertions: ["H01", "H02"], failureModes: [],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no answer",
            probes: answerProbes, page: .answerJSON, judge: .destination(judgeJSON)),
        Check(
            id: "answer.errors",
            title: "every error of the homeserver has a code",
            spec: .clientServer("standard-error-response"),
            assertions: ["H05"], failureModes: [],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no answer",
            probes: answerProbes, page: .answerErrors, judge: .destination(judgeErrors)),
        Check(
            id: "answer.rate-limit",
            title: "who asks too much is told how long to wait",
            spec: .clientServer("rate-limiting"),
            assertions: ["H11"], failureModes: [],
            kind: .passive, weight: .should, needs: ["tls.handshake"], lack: "no answer",
            probes: answerProbes, page: .answerRateLimit, judge: .destination(judgeRateLimit)),
        Check(
            id: "answer.time",
            title: "answers come long before peers give up",
            spec: nil,
            assertions: [], failureModes: ["F34"],
            kind: .passive, weight: .should, needs: ["tls.handshake"], lack: "no answer",
            probes: answerProbes + [.otherAgents, .repetitions], page: .answerTime,
            judge: .destination(judgeTime)),
        Check(
            id: "answer.stable",
            title: "the same request gets the same answer",
            spec: nil,
            assertions: [], failureModes: ["F33"],
            kind: .passive, weight: .should, needs: ["tls.handshake"], lack: "no answer",
            probes: answerProbes + [.otherAgents, .repetitions], page: .answerStable,
            judge: .destination(judgeStability)),
    ]

    private static let answerProbes: [Probe] = [.version, .keyDocument, .unknownPath, .routes]
}
