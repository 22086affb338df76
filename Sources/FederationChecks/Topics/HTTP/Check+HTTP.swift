import Findings

extension Check {
    /// The check of the version.
    static let version: [Check] = [
        Check(
            id: "version.answer",
            title: "the homeserver says what it is",
            spec: .serverServer("get_matrixfederationv1version"),
            assertions: ["H09", "H10"], failureModes: ["F09"],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no version",
            probes: [.version, .clientVersions, .strippedPrefix], page: .versionAnswer,
            judge: .destination(judgeVersion))
    ]

    /// The checks of where paths lead.
    static let routes: [Check] = [
        Check(
            id: "route.map",
            title: "every known path reaches the homeserver",
            spec: .serverServer("api-standards"),
            assertions: [], failureModes: ["F29", "F30"],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no route",
            probes: [
                .version, .clientVersions, .strippedPrefix, .keyDocument, .routes, .olderRoutes,
            ], page: .routeMap,
            judge: .destination(judgeRoutes)),
        Check(
            id: "route.unknown",
            title: "an unknown path is refused as the specification says",
            spec: .serverServer("unsupported-endpoints"),
            assertions: ["H03"], failureModes: ["F29"],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no route",
            probes: [.unknownPath], page: .routeUnknown, judge: .destination(judgeUnknownPath)),
        Check(
            id: "route.method",
            title: "an unknown method is refused as the specification says",
            spec: .serverServer("unsupported-endpoints"),
            assertions: ["H04"], failureModes: [],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no route",
            probes: [.version, .strippedPrefix, .wrongMethod], page: .routeMethod,
            judge: .destination(judgeWrongMethod)),
        Check(
            id: "route.federation",
            title: "the homeserver speaks federation here, not only with clients",
            spec: .serverServer("get_matrixfederationv1version"),
            assertions: [], failureModes: ["F70"],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no route",
            probes: [.version, .keyDocument, .routes, .clientVersions], page: .routeFederation,
            judge: .destination(judgeFederation)),
    ]

    /// The checks of requests that need a signature.
    static let authorization: [Check] = [
        Check(
            id: "auth.required",
            title: "what needs a signature is refused without one",
            spec: .serverServer("request-authentication"),
            assertions: ["A01"], failureModes: [],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no route",
            probes: [.routes], page: .authRequired, judge: .destination(judgeRefusals)),
        Check(
            id: "auth.header",
            title: "the Authorization header reaches the homeserver",
            spec: .serverServer("request-authentication"),
            assertions: [], failureModes: ["F32"],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no route",
            probes: [.routes, .authorization, .freshAuthorization], page: .authHeader,
            judge: .destination(judgeAuthorization)),
        Check(
            id: "auth.destination",
            title: "the homeserver takes requests for this name as its own",
            spec: .serverServer("request-authentication"),
            assertions: [], failureModes: ["F44"],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no route",
            probes: [.routes, .authorization, .freshAuthorization], page: .authDestination,
            judge: .destination(judgeRequestDestination)),
    ]
}
