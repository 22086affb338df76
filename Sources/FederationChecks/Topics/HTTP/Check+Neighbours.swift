import Findings

extension Check {
    /// The checks of media and calls, which go over federation.
    static let media: [Check] = [
        Check(
            id: "media.route",
            title: "peers can fetch media",
            spec: .serverServer("get_matrixfederationv1mediadownloadmediaid"),
            assertions: [], failureModes: ["F65", "F29"],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no route",
            probes: [.version, .strippedPrefix, .routes], page: .mediaRoute,
            judge: .destination(judgeMedia)),
        Check(
            id: "openid.userinfo",
            title: "services of other servers can ask who a user is",
            spec: .serverServer("get_matrixfederationv1openiduserinfo"),
            assertions: ["Q24", "Q25"], failureModes: ["F66"],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no route",
            probes: [.version, .strippedPrefix, .openID], page: .openIDUserinfo,
            judge: .destination(judgeOpenID)),
    ]

    /// The checks of the documents beside the well-known one.
    static let documents: [Check] = [
        Check(
            id: "well-known.agents",
            title: "the well-known document is answered for every user agent",
            spec: .serverServer("getwell-knownmatrixserver"),
            assertions: [], failureModes: ["F10"],
            kind: .passive, weight: .must, needs: ["name.grammar"], lack: "no host",
            probes: [.wellKnownAgents], page: .wellKnownAgents, judge: .name(judgeWellKnownAgents)),
        Check(
            id: "well-known.support",
            title: "the support document, if there is one, can be read",
            spec: .clientServer("getwell-knownmatrixsupport"),
            assertions: ["Q35"], failureModes: [],
            kind: .passive, weight: .info, needs: ["name.grammar"], lack: "no host",
            probes: [.supportDocument], page: .wellKnownSupport, judge: .name(judgeSupport)),
        Check(
            id: "well-known.policy",
            title: "the policy server's key, if there is one, is a key",
            spec: .clientServer("getwell-knownmatrixpolicy_server"),
            assertions: ["Q36"], failureModes: [],
            kind: .passive, weight: .info, needs: ["name.grammar"], lack: "no host",
            probes: [.policyDocument], page: .wellKnownPolicy, judge: .name(judgePolicyKey)),
        Check(
            id: "calls.foci",
            title: "the service for calls, if there is one, is named so that clients find it",
            spec: nil,
            assertions: [], failureModes: ["F66"],
            kind: .passive, weight: .info, needs: ["name.grammar"], lack: "no host",
            probes: [.clientDocument], page: .callsFoci, judge: .name(judgeFoci)),
    ]
}
