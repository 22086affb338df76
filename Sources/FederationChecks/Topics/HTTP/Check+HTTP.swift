import Findings

extension Check {
    /// The check of the version.
    static let version: [Check] = [
        Check(
            id: "version.answer",
            title: "the homeserver says what it is",
            spec: .serverServer("get_matrixfederationv1version"),
            assertions: ["D26", "H01", "H02", "H09", "H10"],
            failureModes: ["F08", "F09", "F10", "F70"],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no version",
            probes: [.version], page: .versionAnswer, judge: .destination(judgeVersion))
    ]

    /// The checks of where paths lead.
    static let routes: [Check] = [
        Check(
            id: "route.map",
            title: "every known path reaches the homeserver",
            spec: .serverServer("api-standards"),
            assertions: ["H05"], failureModes: ["F08", "F29", "F30", "F33"],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no route",
            probes: [.version, .keyDocument, .routes], page: .routeMap,
            judge: .destination(judgeRoutes)),
        Check(
            id: "route.unknown",
            title: "an unknown path is refused as the specification says",
            spec: .serverServer("unsupported-endpoints"),
            assertions: ["H03", "H05"], failureModes: ["F28", "F29"],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no route",
            probes: [.unknownPath], page: .routeUnknown, judge: .destination(judgeUnknownPath)),
        Check(
            id: "auth.required",
            title: "what needs a signature is refused without one",
            spec: .serverServer("request-authentication"),
            assertions: ["A01"], failureModes: ["F32"],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no route",
            probes: [.routes], page: .authRequired, judge: .destination(judgeRefusals)),
    ]
}
