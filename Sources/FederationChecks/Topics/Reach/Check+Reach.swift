import Findings

extension Check {
    /// The checks of what all destinations come to together.
    static let reach: [Check] = [
        Check(
            id: "reach.answer",
            title: "the homeserver answers where peers look for it",
            spec: .serverServer("resolving-server-names"),
            assertions: ["D16"], failureModes: ["F01", "F09", "F69"],
            kind: .passive, weight: .must, needs: ["dns.addresses"], lack: "no answer",
            probes: [.handshake, .version, .keyDocument, .otherPlaces], page: .reachAnswer,
            judge: .name(judgeAnswer)),
        Check(
            id: "reach.families",
            title: "peers with IPv4 alone and with IPv6 alone get an answer",
            spec: .serverServer("resolving-server-names"),
            assertions: ["D25"], failureModes: ["F06"],
            kind: .passive, weight: .info, needs: ["reach.answer"], lack: "no answer",
            probes: [.handshake, .version], page: .reachFamilies, judge: .name(judgeFamilies)),
        Check(
            id: "reach.same",
            title: "every address is the same homeserver, with the same keys",
            spec: .serverServer("publishing-keys"),
            assertions: ["D25", "K18"], failureModes: ["F14"],
            kind: .passive, weight: .info, needs: ["reach.answer"], lack: "no answer",
            probes: [.version, .keyDocument], page: .reachSame, judge: .name(judgeSameness)),
        Check(
            id: "name.served",
            title: "the homeserver is the one of this name",
            spec: .serverServer("publishing-keys"),
            assertions: ["K02"], failureModes: ["F02", "F68"],
            kind: .passive, weight: .must, needs: ["reach.answer"], lack: "no answer",
            probes: [.keyDocument, .servedName], page: .nameServed, judge: .name(judgeServedName)),
        Check(
            id: "key-file.match",
            title: "the key file is the one whose keys are published",
            spec: .serverServer("publishing-keys"),
            assertions: ["K15"], failureModes: ["F36", "F38"],
            kind: .passive, weight: .must, needs: ["reach.answer"], lack: "no answer",
            probes: [.keyDocument, .keyFile], page: .keyFileMatch, judge: .name(judgeKeyFile)),
        Check(
            id: "clock.skew",
            title: "the server's clock is right",
            spec: .serverServer("publishing-keys"),
            assertions: ["K11"], failureModes: ["F40"],
            kind: .passive, weight: .info, needs: ["tls.handshake"], lack: "no clock",
            probes: [.version, .keyDocument], page: .clockSkew, judge: .destination(judgeClock)),
    ]
}
